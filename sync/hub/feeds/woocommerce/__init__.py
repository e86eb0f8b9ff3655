"""WooCommerce's product export, in the languages it writes its header in."""
