"""The pages: each view takes what the address says and gives an `Answer`, which is shown as page, JSON or CSV."""
