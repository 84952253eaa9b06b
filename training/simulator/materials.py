"""Materials of containers, trucks and goods; densities in g/cm3, of the solid unless it says packed."""

from training.simulator.physics import Material

_ORGANIC = (("water", 0.5), ("carbon", 0.5))
_PLASTIC = (("polyethylene", 1.0),)

STEEL = Material("steel", 7.85, (("iron", 1.0),))
ALUMINIUM = Material("aluminium", 2.70, (("aluminium", 1.0),))
COPPER = Material("copper", 8.9, (("iron", 1.0),))
LEAD = Material("lead", 11.3, (("lead", 1.0),))
FOAM = Material("polyurethane foam", 0.04, _PLASTIC)
PLYWOOD = Material("plywood", 0.70, _ORGANIC)
WOOD = Material("wood", 0.50, _ORGANIC)
RUBBER = Material("rubber with belts", 1.20, (("polyethylene", 0.85), ("iron", 0.15)))
PLASTIC = Material("plastic", 0.95, _PLASTIC)
CARTON = Material("carton board", 0.70, _ORGANIC)
COFFEE = Material("green coffee, packed", 0.68, _ORGANIC)
SUGAR = Material("sugar, packed", 0.85, _ORGANIC)
MEAT = Material("frozen meat, packed", 0.62, (("water", 0.8), ("polyethylene", 0.2)))
COTTON = Material("cotton, pressed", 0.42, _ORGANIC)
SHOES = Material("shoes, packed", 0.16, _PLASTIC)
TILE = Material("ceramic tile, packed", 1.90, (("aluminium", 1.0),))
GLASS = Material("glass", 2.50, (("aluminium", 1.0),))
BEER = Material("beer", 1.01, (("water", 1.0),))
CONCRETE = Material("concrete", 2.35, (("aluminium", 1.0),))
MEAL = Material("soya meal, packed", 0.60, _ORGANIC)
DIESEL = Material("diesel", 0.84, _PLASTIC)
POWDER = Material("pressed powder", 1.05, _ORGANIC)
