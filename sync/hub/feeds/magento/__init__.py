"""Magento's CSV exports: products with variants, categories, links and reviews, photos in folders by letter."""
