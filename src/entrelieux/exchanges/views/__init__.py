from entrelieux.exchanges.views.accounts import (
    account_statement,
    books,
    my_accounts,
    transfer_reverse,
)
from entrelieux.exchanges.views.agreements import (
    agreement,
    agreement_end,
    agreement_exchange,
    agreement_new,
    agreement_review,
    agreement_show,
    agreement_sign,
    agreement_step,
    agreements,
    recognition_withdraw,
)
from entrelieux.exchanges.views.giving import account_give, books_floor

__all__ = [
    "account_give",
    "account_statement",
    "agreement",
    "agreement_end",
    "agreement_exchange",
    "agreement_new",
    "agreement_review",
    "agreement_show",
    "agreement_sign",
    "agreement_step",
    "agreements",
    "books",
    "books_floor",
    "my_accounts",
    "recognition_withdraw",
    "transfer_reverse",
]
