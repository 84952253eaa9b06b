"""What a scan, a declaration, a finding and a suspicion are, and how pixels become findings."""
