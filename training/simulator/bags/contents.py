"""What travels in which bag, and the threats that somebody may put there."""

from collections.abc import Mapping

from numpy.random import Generator

from training.simulator.bags import belongings, blades, electronics, food, household, toiletries
from training.simulator.bags.plan import BagKind
from training.simulator.bags.shapes import ABS, Make
from training.simulator.materials import ALUMINIUM

ITEMS: Mapping[str, Make] = {
    "laptop": electronics.laptop,
    "tablet": electronics.tablet,
    "phone": electronics.phone,
    "power bank": electronics.power_bank,
    "charger": electronics.charger,
    "cable": electronics.lead,
    "headphones": electronics.earphones,
    "camera": electronics.camera,
    "hair dryer": electronics.hair_dryer,
    "shaver": electronics.shaver,
    "shampoo": toiletries.shampoo,
    "deodorant": toiletries.deodorant,
    "perfume": toiletries.perfume,
    "cream": toiletries.jar,
    "toothpaste": toiletries.toothpaste,
    "soap": toiletries.soap,
    "razor": toiletries.razor,
    "toothbrush": toiletries.toothbrush,
    "wash bag": toiletries.wash_bag,
    "thermos flask": toiletries.flask,
    "water bottle": toiletries.water_bottle,
    "shoes": belongings.shoes,
    "book": belongings.book,
    "magazines": belongings.magazines,
    "umbrella": belongings.umbrella,
    "belt": belongings.belt,
    "keys": belongings.keys,
    "coins": belongings.coins,
    "wallet": belongings.wallet,
    "glasses": belongings.glasses,
    "watch": belongings.watch,
    "pens": belongings.pens,
    "toy car": household.toy_car,
    "soft toy": household.plush,
    "toy blocks": household.blocks,
    "hanger": household.hanger,
    "bat": household.racket,
    "mug": household.mug,
    "box": household.plate_of(ABS),
    "metal box": household.plate_of(ALUMINIUM),
    "food tin": food.tin,
    "drink can": food.drink_can,
    "chocolate": food.chocolate,
    "biscuits": food.biscuits,
    "cheese": food.cheese,
    "sausage": food.sausage,
    "bread": food.bread,
    "fruit": food.apples,
    "bananas": food.bananas,
    "jam": food.jam,
    "wine": food.wine,
    "tea": food.tea,
    "nail clippers": blades.clippers,
    "screwdriver": blades.screwdriver,
    "pliers": blades.pliers,
    "spanner": blades.spanner,
    "tape measure": blades.tape_measure,
}

# What a bag of a kind may hold, as often as it is usual; and how many of these, clothes apart.
_HOLD = """shoes,shoes,shoes,umbrella,belt,charger,cable,cable,hair dryer,shaver,wash bag,
wash bag,book,magazines,glasses,soft toy,toy car,box,metal box,hanger,hanger,
chocolate,biscuits,sausage,tea,jam,wine,perfume,thermos flask,toy blocks,bat,food tin,
cream,deodorant,shampoo,toothbrush,razor,pens,power bank"""
_CABIN = """laptop,tablet,charger,cable,cable,power bank,headphones,shoes,wash bag,book,magazines,
glasses,umbrella,perfume,toothpaste,toothbrush,razor,camera,belt,hanger,pens,
chocolate,fruit,water bottle,shaver,soft toy,mug,coins"""
_BACK = """laptop,tablet,charger,cable,cable,power bank,headphones,book,book,magazines,pens,
water bottle,thermos flask,umbrella,glasses,wallet,keys,coins,fruit,bananas,bread,
biscuits,box,drink can,toy car,nail clippers"""
_HAND = """phone,wallet,keys,keys,coins,coins,glasses,perfume,cream,pens,power bank,cable,
headphones,umbrella,book,nail clippers,tea,soap,deodorant,water bottle,watch"""
_POST = """book,book,toy car,toy blocks,soft toy,mug,mug,tea,tea,chocolate,biscuits,cheese,jam,
wine,food tin,food tin,metal box,box,shoes,shoes,camera,charger,cable,screwdriver,
pliers,spanner,tape measure,perfume,shampoo,cream,bat"""
_TRAY = """laptop,laptop,tablet,phone,phone,wallet,keys,coins,belt,watch,power bank,charger,
glasses,umbrella,cable,camera"""
_LISTS: Mapping[BagKind, str] = {
    "hard-suitcase": _HOLD,
    "soft-suitcase": _HOLD,
    "cabin-bag": _CABIN,
    "backpack": _BACK,
    "handbag": _HAND,
    "parcel": _POST,
    "tray": _TRAY,
}
_COUNTS: Mapping[BagKind, tuple[int, int]] = {
    "hard-suitcase": (14, 30),
    "soft-suitcase": (12, 28),
    "cabin-bag": (10, 22),
    "backpack": (7, 16),
    "handbag": (9, 16),
    "parcel": (6, 18),
    "tray": (4, 9),
}


def choose(kind: BagKind, rng: Generator) -> list[str]:
    """Names of what is in a bag of a kind besides clothes, in the order of packing."""
    names = [name.strip() for name in _LISTS[kind].split(",")]
    count = min(int(rng.integers(*_COUNTS[kind])), len(names))
    return [names[i] for i in rng.permutation(len(names))[:count]]
