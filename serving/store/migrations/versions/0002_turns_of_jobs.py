"""Jobs of a scan get the order in which they were claimed, by the database instead of by clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FILL = """
UPDATE job SET turn = (
    SELECT count(*) FROM job AS other WHERE other.scan_id = job.scan_id AND other.job_id <= job.job_id
) WHERE attempts > 0
"""


def upgrade() -> None:
    """Apply; what was claimed before keeps the order of its identifiers."""
    op.add_column("job", sa.Column("turn", sa.Integer(), server_default="0", nullable=False))
    op.execute(_FILL)


def downgrade() -> None:
    """Take back."""
    op.drop_column("job", "turn")
