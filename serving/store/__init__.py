"""What the service keeps: tables, migrations, and one small module for each thing."""
