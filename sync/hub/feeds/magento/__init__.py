"""Magento's CSV exports: products with variants, categories, links, reviews, photos in folders by letter."""
