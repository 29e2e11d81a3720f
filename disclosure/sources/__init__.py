"""Reading: committed files become tables, records, rules and words; every fault of the data becomes a finding."""
