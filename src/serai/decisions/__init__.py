"""
Choosing what to show, remembering what was shown, and learning what came of it.

Its words. A **slot** is a place where something is chosen (`home.suggestions`, `search.ranking`), declared
once in code with its **reward**. A **policy** ranks **candidates** and says how probable its first place was;
a policy is registered code with a row of parameters, and a changed row is a new **version**. In each channel a
slot has a **mode**: off (as it always was), shadow (the policy decides beside and nobody sees it), on. The
**holdout** is the share of **subjects** (a shopper or a visitor, known here by a keyed hash) that never get
what is on. An **experiment** gives its **arms** to subjects by weight; experiments of one **layer** share no
subject. An **exposure** is an item that was shown; it carries a signed **token**, with which an **outcome** (a
click, a line in a cart, an order) comes back.

It knows nothing of products, prices or shoppers: who asks hands in candidates and names the subject.
"""
