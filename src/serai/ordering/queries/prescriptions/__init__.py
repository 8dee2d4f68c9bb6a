"""Prescriptions: what a pharmacist decides."""
