"""How the language model is made from the corpora and measured; never imported by the product."""
