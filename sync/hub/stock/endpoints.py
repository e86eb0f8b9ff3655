"""The stock's part of the table of routes: all of it is for servers and tills, and signed by them."""

from sync.hub.endpoint import Endpoint, Parameter
from sync.hub.profile.door import client_with
from sync.hub.stock import movements, reservations, sales
from sync.hub.stock.examples import RESERVATION, STORE
from sync.hub.stock.requests import (
    Code,
    Figures,
    NewMovements,
    NewReservation,
    NewSale,
    Reserved,
    SaleTaken,
    Word,
)
from sync.protocol.clients import Right

STORE_CODE = Parameter("store", "path", Code, "The store's code in the catalogue.", STORE)
RESERVATION_ID = Parameter("id", "path", Word, "The reservation, by the id in the answer.", RESERVATION)

ENDPOINTS = (
    Endpoint(
        "POST",
        "/v1/sales",
        sales.take_sale,
        "Something was sold",
        request=NewSale,
        answer=SaleTaken,
        problems=("no_store", "no_order", "no_customer", "id_taken"),
        auth=client_with(Right.SALES_WRITE),
        signed=True,
    ),
    Endpoint(
        "POST",
        "/v1/stock-movements",
        movements.take_movements,
        "Something came, went or was counted",
        request=NewMovements,
        answer=Figures,
        problems=("no_store", "id_taken"),
        auth=client_with(Right.STOCK_WRITE),
        signed=True,
    ),
    Endpoint(
        "POST",
        "/v1/reservations",
        reservations.reserve,
        "Keep pieces for a buyer",
        request=NewReservation,
        answer=Reserved,
        problems=("no_store", "id_taken", "reservation_over", *reservations.REFUSALS),
        auth=client_with(Right.STOCK_RESERVE),
        signed=True,
    ),
    Endpoint(
        "DELETE",
        "/v1/reservations/{store}/{id}",
        reservations.release,
        "Let pieces go",
        answer=Figures,
        parameters=(STORE_CODE, RESERVATION_ID),
        auth=client_with(Right.STOCK_RESERVE),
        signed=True,
    ),
)
