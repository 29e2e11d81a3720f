"""Pure derivation: from committed records and rules to lights with their evidence."""
