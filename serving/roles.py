"""Who may do what: one table."""

from dataclasses import dataclass
from enum import StrEnum

from model.errors import Forbidden


class Role(StrEnum):
    """What a token or a person is for; ``admin`` may do everything."""

    SCANNER = "scanner"
    CUSTOMS = "customs"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"
    SCIENTIST = "scientist"
    ADMIN = "admin"


class Act(StrEnum):
    """What somebody may be allowed to do; a scanner reads its own scans only."""

    POST_SCANS = "post scans"
    READ_SCANS = "read scans"
    READ_MODEL = "read the model card"
    FOLLOW = "follow live events"
    DECLARE = "write declarations"
    READ_DECLARATIONS = "read declarations"
    ASK = "ask what-if"
    READ_LIBRARY = "read the library"
    ADD_REFERENCES = "add references"
    DELETE_REFERENCES = "delete references"
    READ_QUEUE = "read the queue"
    REVIEW = "claim and review scans"
    READ_DECISIONS = "read reviews and inspections"
    EXAMINE = "record inspections"
    READ_AUDIT = "read the audit log"


_OFFICERS = {Role.REVIEWER, Role.SUPERVISOR}
_READERS = {*_OFFICERS, Role.CUSTOMS, Role.SCIENTIST}

MAY: dict[Act, set[Role]] = {
    Act.POST_SCANS: {Role.SCANNER},
    Act.READ_SCANS: {Role.SCANNER, *_READERS},
    Act.READ_MODEL: {Role.SCANNER, *_READERS},
    Act.FOLLOW: _READERS,
    Act.DECLARE: {Role.CUSTOMS},
    Act.READ_DECLARATIONS: _READERS,
    Act.ASK: _READERS,
    Act.READ_LIBRARY: _READERS,
    Act.ADD_REFERENCES: {*_OFFICERS, Role.SCIENTIST},
    Act.DELETE_REFERENCES: {Role.SUPERVISOR, Role.SCIENTIST},
    Act.READ_QUEUE: {*_OFFICERS, Role.SCIENTIST},
    Act.REVIEW: _OFFICERS,
    Act.READ_DECISIONS: _READERS,
    Act.EXAMINE: {Role.SUPERVISOR, Role.CUSTOMS},
    Act.READ_AUDIT: {Role.SUPERVISOR},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who calls: a token, or a person by a session, whose ``csrf`` is then set."""

    name: str
    role: Role
    csrf: str | None = None

    @property
    def who(self) -> str:
        """The name for the audit log, which keeps tokens and people apart."""
        return self.name if self.csrf else f"token:{self.name}"

    def may(self, act: Act) -> bool:
        """Tell whether this principal is allowed to do ``act``."""
        return self.role is Role.ADMIN or self.role in MAY[act]

    def must(self, act: Act) -> None:
        """Raise ``Forbidden`` unless this principal is allowed to do ``act``."""
        if not self.may(act):
            raise Forbidden(f"The role {self.role} may not {act}.", role=self.role, act=act)
