"""Six typical organisations that licences are judged for, by a short name."""

from llmselect.settings import Organisation, Serving

RESEARCHER = Organisation(
    in_eu=True, revenue_usd_per_year=0, monthly_users=10, serving=Serving.RESEARCH, trains_on_outputs=True
)
SMALL_EU = Organisation(
    in_eu=True, revenue_usd_per_year=5e6, monthly_users=200, serving=Serving.INTERNAL, trains_on_outputs=False
)
EU_30M = Organisation(
    in_eu=True, revenue_usd_per_year=33.9e6, monthly_users=50_000, serving=Serving.PRODUCT, trains_on_outputs=False
)
US_ASSISTANT = Organisation(
    in_eu=False, revenue_usd_per_year=8e6, monthly_users=100_000, serving=Serving.ASSISTANT, trains_on_outputs=False
)
EU_HOST = Organisation(
    in_eu=True, revenue_usd_per_year=4e8, monthly_users=5_000_000, serving=Serving.RESALE, trains_on_outputs=False
)
GIANT = Organisation(
    in_eu=False, revenue_usd_per_year=1e11, monthly_users=800_000_000, serving=Serving.PRODUCT, trains_on_outputs=True
)
TYPICAL = (RESEARCHER, SMALL_EU, EU_30M, US_ASSISTANT, EU_HOST, GIANT)
