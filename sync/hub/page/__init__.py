"""The phone page `/l/<token>`: a shopper's list on their own phone, and on paper."""
