"""
Which shape shows a product: by the words of its category, then by its own, then a plain box.

The last word says what a thing is ("cheese crackers" are crackers), the longer phrase wins over the shorter ("peanut butter" is
no butter), and some words decide wherever they stand: what is frozen, canned or for pets is seen by its package.
"""

# ruff: noqa: E501 - tables of words read no better in pieces

from serai_storefront.pictures.subject import Subject
from serai_storefront.pictures.words import ends, has

HINTS: dict[str, str] = {
    "drink_can": "can. cans.",
    "can": "can. cans. canned tin.",
    "jar": "jar",
    "jug": "gallon gal. jug",
    "carton": "carton half-gal quart pint creamer cream",
    "bottle": "bottle liter ltr 2l",
    "sprayer": "spray trigger windex",
    "tube": "tube paste gel cream lotion",
    "bag": "bag",
    "box": "box",
    "tub": "tub. spread whip dip.",
    "wedge": "block chunk brick wedge round",
    "banana": "banana",
    "avocado": "avocado",
    "strawberries": "strawberr",
    "berries": "blueberr raspberr blackberr cranberr",
    "pineapple": "pineapple",
    "greens": "lettuce spinach kale cabbage celery greens romaine chard",
    "cucumber": "cucumber zucchini squash",
    "melon": "melon watermelon cantaloupe honeydew",
    "pumpkin": "pumpkin gourd squash",
    "bar": "bar. bars.",
    "pills": "tablet caplet pill capsule vitamin",
    "cake": "cake torte cupcake",
    "doughnut": "donut doughnut",
    "croissant": "croissant danish",
    "muffin": "muffin cupcake brownie",
    "fish": "salmon trout tilapia cod fillet catfish",
    "shrimp": "shrimp prawn",
    "lobster": "lobster crab",
    "wings": "wing drumstick leg thigh whole breast",
    "steak": "steak loin chop roast rib",
    "mince": "ground patties hamburger",
    "cup": "coffee latte espresso",
    "sandwich": "sub sandwich wrap hoagie",
    "bulb": "bulb light lamp",
    "battery": "batter",
    "magazine": "magazine book",
    "pencils": "pen. pencil marker crayon",
    "notebook": "notebook paper binder",
    "teddy": "plush bear doll",
    "litter": "litter",
}
"""What in a product's own words speaks for a shape, among those that its category allows."""

STRONG: tuple[tuple[str, str], ...] = (
    (
        "coupon ticket gift-card prepaid calling-card long-distance bottle-deposit donation phone-card music-download prescription-service delivery photo-copy photo-developing photo-service",
        "voucher",
    ),
    ("fuel propane gasoline", "pump"),
    (
        "ice-cream frozen-treat frozen-novelt novelt sherb sorbet popsicle ice-pop frozen-yog sundae",
        "tub_tall flat_box",
    ),
    ("frzn-ice crushed-cubed bagged-ice ice.", "ice_bag"),
    ("pizza-sauce pasta-sauce", "jar"),
    ("frozen-pizza pizza-mix pizza", "flat_box"),
    (
        "frzn-veg frozen-veg frzn-potato frozen-potato frozen-french frozen-hash frzn-fruit frozen-fruit frozen-chicken frozen-bone frozen-boneless frozen-bread frozen-whole frozen-corn frozen-biscuit frozen-bagel frozen-dinner-roll",
        "bag",
    ),
    ("frzn-jce frozen-juice frozen-orange frozen-drink frozen-cocktail", "can"),
    (
        "frzn-seafood frozen-seafood seafood-frozen frozen-fish frozen-shrimp frozen-shell",
        "bag flat_box",
    ),
    ("frzn frozen microwave-dinner microwave-meal single-serve-meal", "flat_box bag"),
    ("canned", "can"),
    ("wet-cat wet-dog canned-dog canned-cat", "can"),
    ("cat-litter litter", "litter"),
    ("dog-food dog-foods dry-dog dry-cat cat-food cat-foods puppy kitten", "sack can"),
    ("hot-dog-bun", "loaf"),
    ("hot-dog-chili", "can"),
    ("hot-dog hot-dogs corn-dog", "sausages"),
    (
        "dog cat. cats. pet. pets. aquarium reptile small-animal flea rawhide bird wild-bird",
        "pouch bone",
    ),
    ("baby-food babyfood baby-foods infant-formula toddler-formula", "jar can"),
    ("diaper incontinence training-pants", "pack"),
    (
        "christmas easter hallow valentine firework holiday ornament garland wreath giftware gift-basket gift-set gifts. gift.",
        "gift",
    ),
    ("balloon", "balloon"),
    ("greeting-card postcard phone-card valentine-card", "card"),
    ("magazine newspaper book paperback almanac calendar map. maps. poster", "magazine"),
    (
        "toy. toys. game. games. puzzle doll dolls. action-figure barbie model-kit remote-control ride-on",
        "blocks teddy",
    ),
    ("plush", "teddy"),
    (
        "apparel clothing t-shirt shirt tops. pajama jacket coat. coats. fleece jeans panties underwear knitwear activewear sandals boots sleepwear hats hat. costume legwear bandana belts",
        "shirt",
    ),
)
"""Words that decide wherever they stand."""

RULES: tuple[tuple[str, str], ...] = (
    ("infant baby-hbc baby", "pump_bottle tube"),
    ("egg. eggs. egg-substitute", "eggs"),
    ("yog", "tub"),
    ("margarine", "tub"),
    ("butter.", "stick_box"),
    ("peanut-butter pnt-btr jam. jams. jelly jellie preserv honey mayonnaise marmalade", "jar"),
    ("cheesecake", "cake"),
    ("macaroni macaroni-cheese dinner-kit boxed-entree boxed-dinner skillet-dinner", "box"),
    ("cheese cheeses cheese-ball", "cheese_bag wedge"),
    (
        "milk-by buttermilk cream half-and-half sour misc-dairy dairy dips. dip. tofu whipped-topping pudding",
        "tub carton",
    ),
    ("evaporated condensed", "can"),
    ("non-dairy ndairy soy-milk rice-milk soy-rice", "carton"),
    ("fluid-milk milk", "jug carton"),
    (
        "refrgratd-juice refrigerated-juice chilled-juice chilled-orange chilled-drink chilled-citrus eggnog kefir",
        "carton jug_clear",
    ),
    ("refrgratd-dough refrigerated-dough refrigerated-biscuit dough", "tube_can"),
    ("refrigerated", "tub carton"),
    (
        "soft-drink soda sodas cola seltzer tonic root-beer ginger-ale energy-drink",
        "bottle drink_can",
    ),
    ("isotonic sports-drink sport-drink new-age", "sports_bottle"),
    ("water. waters. water-carbonated", "bottle_clear"),
    ("wine. wines. champagne", "wine"),
    ("beer beer. beers. ale. ales. cider malt-beverage", "beer drink_can"),
    (
        "liquor spirit whisk vodka rum gin. tequila brandy cognac scotch bourbon liqueur schnapps cocktail",
        "flask",
    ),
    ("fruit-drink juice-drink juice juices nectar punch lemonade", "bottle_juice can"),
    ("coffee-filter", "box"),
    ("coffee-shop brewed-coffee coffee-to brewed-tea fountain", "cup"),
    ("coffee", "coffee_can pouch"),
    ("cocoa drink-mix protein-powder creamer", "coffee_can pouch"),
    ("tea. teas. tea-bag", "box"),
    ("sweet-tea unsweetened-tea bottled-sweet instant-tea", "bottle_juice"),
    ("pwdr powder-drink crystl", "coffee_can pouch"),
    ("service-beverage beverage drink drinks", "bottle"),
    (
        "soup beans. bean. tuna sardine broth bouillon chili tomato-paste veg-shelf vegetables-shelf fruit-shelf seafood-shelf meat-shelf hominy applesauce fruit-cocktail",
        "can",
    ),
    ("dry-bn dry-bean rice bulk grains lentil barley", "bag_clear"),
    ("noodle noodles pasta spaghetti", "pasta"),
    (
        "sauces sauce salsa pickle relish olives. olive. pimiento maraschino horseradish",
        "jar sauce_bottle",
    ),
    (
        "salad-dress sald-drsng dressing syrup topping molasses ketchup mustard vinegar marinade barbecue-sauce bbq",
        "sauce_bottle",
    ),
    ("condiment", "sauce_bottle jar"),
    ("shortening oil. oils. cooking-spray", "oil"),
    ("spice extract season salt. salts. pepper-spice yeast", "shaker"),
    (
        "sugar sugars sweetner sweetener flour cornmeal baking-powder baking-soda corn-starch cornstarch",
        "flour",
    ),
    (
        "baking-mix baking-need dry-mix dessert-mix gelatin dinner-mx dinner-mix gravy cereal oatmeal grits granola rice-cake breakfast breakfast-food breakfast-bar snack-bar convenient cake-mix brownie-mix pancake muffin-mix biscuit-mix bread-mix stuffing croutons bread-crumb breading taco-shell baking",
        "box",
    ),
    ("cookie cone cookies cones wafer", "cookies"),
    ("cracker crackers saltine graham", "box"),
    ("popcorn pretzel jerky trail-mix pork-rind", "bag"),
    ("nut. nuts. peanuts pistachio almond pecan walnut cashew", "nut_can pouch"),
    ("dried-fruit dried-plum dried-apricot raisin prune dates. dried", "pouch"),
    ("chip chips. bag-snack warehouse-snack snack snacks snk marshmallow baking-chip", "bag"),
    ("candy candies checklane chocolate gum. breath-mint mints licorice", "bar pouch"),
    ("hispanic ethnic-food mexican international asian-food", "can bag jar box"),
    ("bread breads. bread. bun. buns. roll. rolls. bagel pita tortilla", "loaf"),
    (
        "breakfast-sweet sweet-good sweet-goods donut donuts doughnut danish pastries pastry toaster-pastr",
        "doughnut croissant",
    ),
    ("muffin muffins biscuit biscuits brownie brownies scone", "muffin"),
    ("cake cakes cupcake torte", "cake"),
    ("pie. pies. cobbler", "pie"),
    ("bakery", "croissant loaf"),
    ("bacon", "bacon"),
    ("hot-dog hot-dogs sausage sausages frank franks wiener bratwurst", "sausages"),
    (
        "lunchmeat lunch-meat deli-meat smoked ham. hams. bologna salami pepperoni lunch-kit",
        "slices",
    ),
    ("chicken poultry turkey fowl duck hen. hens. wings", "wings"),
    (
        "ground-beef ground-chuck ground-round ground-sirloin ground-turkey ground-pork patties meatball",
        "mince",
    ),
    ("beef veal pork lamb steak roast loin brisket rib. ribs. chop. chops. meat meats", "steak"),
    ("heat-serve entree entrees meal meals dinner", "flat_box bowl"),
    ("sushi", "sushi"),
    ("shrimp prawn", "shrimp"),
    ("crab lobster shellfish oyster clam", "lobster"),
    ("seafood fish salmon catfish tilapia cod. trout herring", "fish shrimp lobster"),
    ("vegetables-salad salad-veg", "greens cucumber pepper"),
    ("sandwich sandwiches burger burrito quick-serv pocket", "sandwich"),
    ("party-tray tray", "platter"),
    ("salad salads salad-mix salad-bar coleslaw slaw", "bowl"),
    ("deli. prepared restaurant chef side-dish", "bowl platter"),
    ("apple apples", "apple"),
    ("pear. pears.", "pear"),
    (
        "citrus orange oranges lemon lime. limes. tangerine clementine grapefruit mandarin tangelo",
        "citrus",
    ),
    ("strawberr", "strawberries"),
    ("berr blueberr raspberr blackberr cranberr cherries cherry", "berries strawberries"),
    ("grape. grapes", "grapes"),
    ("stone-fruit peach plum nectarine apricot mango papaya kiwi pluot", "peach"),
    ("banana plantain", "banana"),
    ("pineapple", "pineapple"),
    ("avocado", "avocado"),
    ("tropical tropical-fruit", "banana pineapple avocado"),
    ("melon melons watermelon cantaloupe honeydew", "melon"),
    ("squash pumpkin gourd", "pumpkin cucumber"),
    ("tomato tomatoes", "tomato"),
    ("pepper peppers", "pepper"),
    ("potato potatoes yam", "potato"),
    ("onion onions garlic shallot", "onion"),
    ("carrot carrots radish", "carrot"),
    ("corn. sweet-corn", "corn"),
    ("mushroom", "mushroom"),
    ("broccoli cauliflower broccoflower", "broccoli"),
    ("herb herbs basil parsley cilantro", "herbs"),
    ("lettuce spinach cabbage celery greens asparagus sauerkraut kale", "greens"),
    ("cucumber zucchini", "cucumber"),
    ("organic-fruit organics-fruit produce organic", "apple tomato carrot pear"),
    ("vegetable vegetables veg.", "greens cucumber pepper"),
    ("fruit fruits", "apple peach berries"),
    ("basket", "gift"),
    (
        "fresh-cut bouquet rose roses floral flower flowers lily lilies carnation daisies tulip mums chrysanthemum hydrangea daffodil corsage arrangement stem",
        "bouquet",
    ),
    (
        "flowering-plant foliage plant plants shrub perennial annual garden-center lawn garden tree trees pansies poinsettia orchid seed seeds",
        "plant",
    ),
    ("fertilizer soil soils mulch charcoal firewood fire-starter ice-melt bark", "sack"),
    (
        "vitamin vitamins multivitamin mineral supplement analgesic antacid pain-relie reliever aspirin cold flu. allerg sinus laxative smoking-cess pharm medicine medication sleeping-aid dietary diet relief",
        "pills box_small",
    ),
    (
        "first-aid bandage gauze foot home-health thermometer pregnancy condom contracept",
        "box_small tube",
    ),
    ("eye-and-ear eye ear-care contact-lens nasal ear-drop saline", "dropper"),
    ("glasses. vision sunglasses", "glasses"),
    ("oral dental tooth toothpaste denture", "toothpaste"),
    ("mouthwash", "bottle_juice"),
    ("shav razor razors", "razor"),
    ("deodorant antiperspirant", "stick"),
    ("hair-care-acc hair-acc hair-brush comb", "brush"),
    ("hair shampoo conditioner styling ethnic-personal", "pump_bottle sprayer_can"),
    ("soap soaps", "soap pump_bottle"),
    (
        "hand-body hand. body facial bath sun. suntan sunscreen self-tanner lotion skin-care body-wash natural-hbc hbc acne lip-care liniment",
        "pump_bottle tube",
    ),
    ("makeup cosmetic-acc cosmetic nail lipstick mascara", "lipstick compact"),
    ("fragrance fragrances perfume cologne", "perfume"),
    ("feminine family-planning tampon pads. liner douche cotton", "box_small pack"),
    (
        "personal-care-app portable-electric appliance appliances blender mixer toaster iron. irons. coffee-maker heater fan. fans. vacuum",
        "appliance",
    ),
    ("bath-tissue toilet toilet-paper", "rolls"),
    ("paper-towel paper-towels", "towel"),
    ("facial-tiss tissue tissues napkin", "tissue_box"),
    (
        "paper-houseware plate plates cup. cups. tableware cutlery dinnerware glassware flatware bowls",
        "plates",
    ),
    (
        "fd-wrap wrap wraps foil trash trash-bag storage-bag freezer-bag sandwich-bag waxed-paper",
        "wrap_box",
    ),
    (
        "laundry-deterg detergent detergents laundry bleach dishwash fabric-softener softener ammonia antifreeze motor-oil car-care car.",
        "jug_handle",
    ),
    ("dryer-sheet", "box"),
    (
        "household-clean clean cleaner cleaners polish disinfectant spray-clean stain-remover",
        "sprayer sprayer_can",
    ),
    (
        "air-care air-fresh freshener insecticide insect repellent killer pest roach deodorizer",
        "sprayer_can",
    ),
    ("scouring scouring-pad sponge sponges", "soap"),
    ("broom mop. mops. broom-mop", "broom"),
    ("candle candles", "candle"),
    ("battery batteries", "battery"),
    ("electrical bulb bulbs lamp lamps lighting flashlight cord night-light", "bulb"),
    ("hardware automotive tool tools repair paint hinge hook rope chain", "tools"),
    ("cookware kitchen gadget bakeware skillet knives grill grills", "pan"),
    (
        "plastic-house home-furnish domestic houseware storage furniture rug rugs bedding sheets pillow blanket linens mat. mats. frame frames drawers tote",
        "storage_box",
    ),
    ("lighter", "sack"),
    ("card. cards. party", "card"),
    ("stationery school pen. pens. pencil art-supplies crayon craft marker", "pencils notebook"),
    ("paper binder planner notebook label filing office", "notebook"),
    ("sport sports memorab ball. balls. baseball basketball football soccer golf exercise", "ball"),
    (
        "audio video film camera cameras photo dvd cd. vhs television electronics phone media movie",
        "disc",
    ),
    ("hosiery sock socks tights pantyhose gloves", "socks"),
    ("shoe shoes footwear", "socks"),
    ("watch watches calculator clock clocks jewel", "watch"),
    ("cigar cigarette cigarettes tobacco snuff", "pack_small"),
    ("seasonal spring-summer fall-winter decor decoration giftware", "gift"),
    ("sewing", "box_small"),
    ("nutrition natural health fitness", "pouch pills"),
    ("drug pharmacy personal", "pills"),
    ("grocery pantry food foods", "grocery_bag"),
    ("household home", "sprayer"),
    ("beauty", "lipstick"),
)
"""Words by which a thing is known; the one that ends last in its name decides."""

FALLBACK = ("box", "pouch", "box_small")


def shape_for(subject: Subject) -> str:
    """Return the name of the shape that shows a subject."""
    own = subject.product.partition("-")[2] or subject.product
    for slug in (subject.category, own):
        if shapes := _shapes(slug):
            return _among(shapes.split(), subject)
    return FALLBACK[subject.seed % len(FALLBACK)]


def _shapes(slug: str) -> str:
    for words, shapes in STRONG:
        if has(words, slug):
            return shapes
    best = max((*ends(words, slug), -at) for at, (words, _) in enumerate(RULES))
    return RULES[-best[-1]][1] if best[0] >= 0 else ""


def _among(shapes: list[str], subject: Subject) -> str:
    for shape in shapes:
        if shape in HINTS and has(HINTS[shape], subject.product):
            return shape
    return shapes[subject.seed // 31 % len(shapes)]
