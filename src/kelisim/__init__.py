"""kelisim reads German press reports about what states do with each other and keeps the account."""
