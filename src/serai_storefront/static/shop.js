/** What a script adds to pages that already work: fewer page loads, completions, counters. */
import { completeSearches } from "./combobox.js";
import { addWithoutLeaving } from "./add-to-cart.js";
import { countInPlace } from "./quantity.js";
import { sendOnce } from "./send-once.js";
import { narrowAtOnce } from "./filters.js";
import { followOrder } from "./follow-order.js";
import { smallThings } from "./small-things.js";
import { tellClicks } from "./clicks.js";
import { showStores } from "./stores.js";

for (const enhance of [completeSearches, addWithoutLeaving, countInPlace, sendOnce, narrowAtOnce, showStores, followOrder, smallThings, tellClicks]) {
  enhance(document);
}
