"""A lease knows at which desk it is held, so that two tabs of one officer do not share it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("lease", sa.Column("desk", sa.Text()))


def downgrade() -> None:
    """Take back."""
    op.drop_column("lease", "desk")
