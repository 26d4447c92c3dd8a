"""Who a person is, what they feel and how they are doing; also the wiring of the whole service."""
