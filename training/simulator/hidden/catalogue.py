"""All kinds of contraband that the simulator knows."""

from training.simulator.hidden import (
    ammunition,
    arms,
    blasts,
    dense,
    drugs,
    handguns,
    people,
    rifles,
    wares,
    wildlife,
)
from training.simulator.hidden.base import AMONG, FLAT, SMALL, Hidden
from training.simulator.plan import Place

_LARGE: tuple[Place, ...] = (*AMONG, "baffle")
_SHALLOW: tuple[Place, ...] = (*AMONG, "floor", "roof", "machinery", "baffle")
_LONG: tuple[Place, ...] = (*AMONG, *FLAT)
_LONGER: tuple[Place, ...] = (*_LONG, "machinery", "baffle")
_BOX: tuple[Place, ...] = (*AMONG, "machinery", "baffle")

_WEAPONS = (
    Hidden(
        "pistols", "weapon", "930200", "Self-loading pistols", handguns.pistol, (3, 12), SMALL, loose=True
    ),
    Hidden(
        "steel-pistols",
        "weapon",
        "930200",
        "Pistols of steel",
        handguns.steel_pistol,
        (2, 8),
        SMALL,
        loose=True,
    ),
    Hidden(
        "compact-pistols",
        "weapon",
        "930200",
        "Pocket pistols",
        handguns.compact_pistol,
        (3, 14),
        SMALL,
        loose=True,
    ),
    Hidden("revolvers", "weapon", "930200", "Revolvers", handguns.revolver, (2, 10), SMALL, loose=True),
    Hidden("ak-rifles", "weapon", "930190", "Rifles of the AK type", rifles.ak_rifle, (1, 8), _LONG),
    Hidden(
        "ar-rifles",
        "weapon",
        "930190",
        "Rifles of the AR type",
        rifles.ar_rifle,
        (1, 8),
        (*AMONG, "floor", "roof"),
    ),
    Hidden("shotguns", "weapon", "930320", "Pump shotguns", rifles.shotgun, (1, 6), _LONG),
    Hidden("barrels", "weapon", "930591", "Barrels of rifles", rifles.rifle_barrel, (3, 16), _LONG),
    Hidden(
        "receivers", "weapon", "930591", "Receivers of rifles", rifles.receiver, (3, 14), SMALL, loose=True
    ),
    Hidden(
        "magazines", "weapon", "930591", "Magazines of rifles", rifles.magazine, (6, 30), SMALL, loose=True
    ),
    Hidden("knives", "weapon", "930700", "Daggers, knives and machetes", arms.knife, (5, 30), _LONGER),
    Hidden("grenades", "weapon", "930690", "Hand grenades", arms.grenade, (4, 24), _BOX, loose=True),
    Hidden("mortar-bombs", "weapon", "930690", "Bombs for mortars", arms.mortar_bomb, (3, 12), _SHALLOW),
    Hidden("rocket-launchers", "weapon", "930120", "Rocket launchers", arms.rocket_launcher, (1, 4), AMONG),
)
_AMMUNITION = (
    Hidden(
        "cartridges",
        "ammunition",
        "930630",
        "Cartridges in boxes",
        ammunition.cartridge_box,
        (12, 60),
        _SHALLOW,
    ),
    Hidden(
        "ammunition-cans",
        "ammunition",
        "930630",
        "Cartridges in cans",
        ammunition.ammunition_can,
        (1, 6),
        _BOX,
    ),
    Hidden(
        "cartridge-belts",
        "ammunition",
        "930630",
        "Cartridges in belts",
        ammunition.cartridge_belt,
        (2, 8),
        _BOX,
    ),
)
_DRUGS = (
    Hidden(
        "powder-bricks", "drugs", "293972", "Cocaine in bricks of a kilogram", drugs.brick, (12, 120), SMALL
    ),
    Hidden(
        "drug-bags",
        "drugs",
        "293972",
        "Sports bags of bricks",
        drugs.sports_bag,
        (1, 4),
        (*AMONG, "baffle"),
        upright=True,
    ),
    Hidden(
        "powder-tins",
        "drugs",
        "293945",
        "Methamphetamine in tins",
        drugs.powder_tin,
        (6, 48),
        _BOX,
        upright=True,
    ),
    Hidden("tablets", "drugs", "292146", "Tablets in sealed bags", drugs.tablets, (8, 80), _SHALLOW),
)
_WARES = (
    Hidden(
        "cash-bricks",
        "cash",
        "490700",
        "Banknotes in bricks",
        wares.cash_brick,
        (8, 120),
        (*_SHALLOW, "tyre"),
    ),
    Hidden(
        "cigarette-cartons",
        "tobacco",
        "240220",
        "Cigarettes in cartons",
        wares.cigarette_carton,
        (20, 150),
        SMALL,
    ),
    Hidden(
        "cigarette-cases",
        "tobacco",
        "240220",
        "Cigarettes in master cases",
        wares.cigarette_case,
        (4, 24),
        _LARGE,
    ),
    Hidden("liquor-bottles", "alcohol", "220830", "Bottles of whisky", wares.bottle, (6, 30), _SHALLOW),
    Hidden(
        "liquor-cases",
        "alcohol",
        "220830",
        "Whisky in cases of twelve",
        wares.liquor_case,
        (3, 18),
        _LARGE,
        upright=True,
    ),
    Hidden("phones", "electronics", "851713", "Telephones in bulk", wares.phone_tray, (3, 24), _BOX),
)
_WILDLIFE = (
    Hidden("ivory-tusks", "wildlife", "050710", "Tusks of elephants", wildlife.tusk, (2, 14), _LARGE),
    Hidden(
        "ivory-carvings",
        "wildlife",
        "960110",
        "Carvings of ivory",
        wildlife.carvings,
        (1, 6),
        _BOX,
        upright=True,
    ),
    Hidden(
        "rhino-horns",
        "wildlife",
        "050790",
        "Horns of rhinoceroses",
        wildlife.rhino_horn,
        (1, 8),
        _BOX,
        loose=True,
    ),
    Hidden("scales", "wildlife", "050790", "Scales of pangolins in sacks", wildlife.scales, (2, 9), _LARGE),
    Hidden(
        "tortoises",
        "wildlife",
        "010620",
        "Live tortoises in crates",
        wildlife.tortoises,
        (1, 4),
        _LARGE,
        upright=True,
    ),
    Hidden("rosewood", "wildlife", "440349", "Logs of rosewood", wildlife.rosewood, (3, 20), AMONG),
)
_BLASTS = (
    Hidden(
        "firework-shells", "fireworks", "360410", "Firework shells", blasts.shell, (10, 60), _BOX, loose=True
    ),
    Hidden(
        "mortar-racks",
        "fireworks",
        "360410",
        "Mortar tubes in racks",
        blasts.mortar_rack,
        (1, 8),
        AMONG,
        upright=True,
    ),
    Hidden(
        "firework-cakes",
        "fireworks",
        "360410",
        "Batteries of fireworks",
        blasts.cake,
        (4, 24),
        _LARGE,
        upright=True,
    ),
    Hidden(
        "explosives", "explosive", "360200", "Plastic explosive with a detonator", blasts.bomb, (1, 3), _BOX
    ),
)
_REST = (
    Hidden("gold-bars", "metal", "710812", "Bars of gold", dense.gold_bar, (2, 20), SMALL),
    Hidden("steel-block", "metal", "720690", "Block of steel", dense.steel_block, (1, 1), _LARGE),
    Hidden("shielded-box", "metal", "780600", "Box of lead", dense.shielded_box, (1, 1), _LARGE),
    Hidden(
        "source-container",
        "metal",
        "284444",
        "Pot with a radioactive source",
        dense.source_container,
        (1, 2),
        _BOX,
        upright=True,
    ),
    Hidden("statue", "antiquity", "970510", "Statue of bronze", people.statue, (1, 3), _LARGE, upright=True),
    Hidden(
        "stowaway",
        "person",
        None,
        "Person in hiding",
        people.stowaway,
        (1, 2),
        ("inside", "behind", "doors"),
        upright=True,
    ),
)
HIDDEN: dict[str, Hidden] = {
    hidden.kind: hidden
    for hidden in (*_WEAPONS, *_AMMUNITION, *_DRUGS, *_WARES, *_WILDLIFE, *_BLASTS, *_REST)
}
