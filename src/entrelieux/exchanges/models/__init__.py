from entrelieux.exchanges.models.account import Account, Entry, Transfer, Unit
from entrelieux.exchanges.models.agreement import Agreement, Recognition, Step

__all__ = ["Account", "Agreement", "Entry", "Recognition", "Step", "Transfer", "Unit"]
