from entrelieux.exchanges.forms.accounts import FloorForm, GiveForm
from entrelieux.exchanges.forms.agreements import (
    AgreementForm,
    ExchangeForm,
    RecognitionForms,
    StepForm,
    member_at,
    recognitions_of,
)

__all__ = [
    "AgreementForm",
    "ExchangeForm",
    "FloorForm",
    "GiveForm",
    "RecognitionForms",
    "StepForm",
    "member_at",
    "recognitions_of",
]
