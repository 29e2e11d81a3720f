"""Judging committed tables against each other: findings, never repairs."""
