"""Mails to shoppers: a letter waits in its store's box, is written when it goes, and goes over SMTP."""
