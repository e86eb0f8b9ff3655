from pathlib import Path

import pytest

from sync.hub.feeds.files import FeedFile
from sync.hub.feeds.parts import ReviewPart
from sync.hub.feeds.recognise import recognise
from sync.hub.feeds.reviews.reader import FORMAT, NAME, parse_stars


@pytest.fixture
def table(tmp_path: Path):
    def write(*lines: str) -> Path:
        path = tmp_path / "reviews.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "header",
    [
        "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,product_handle,reply",
        "handle,rating,author,email,body,created_at,photo_url",
        "Review Title,Review Content,Review Score,Display Name,Product SKU,Date",
        "comment_ID,product_SKU,rating,comment_content,comment_author,comment_date,comment_approved",
        "sku,rating_code,rating_value,title,review,reviewer,email",  # Magento
        "codice,valutazione,titolo,recensione,autore,data",
        "商品コード,評価,タイトル,レビュー,投稿日",
    ],
)
def test_a_table_of_reviews_is_never_taken_for_products(header: str, table) -> None:
    [claim] = recognise([FeedFile(table(header, ",".join("1" * (header.count(",") + 1))))]).claims
    assert claim.format.name == NAME


@pytest.mark.parametrize(
    "header",
    ["sku,name,price,rating,title", "sku,title,rating,qty", "sku,name,description", "sku,stock,review,score"],
)
def test_products_with_stars_are_products(header: str, table) -> None:
    assert FORMAT.claim([FeedFile(table(header, "1,2,3,4"))]) == []


def test_a_review_says_what_it_says_and_no_address(table, list_parts) -> None:
    listing = list_parts(
        FORMAT,
        table(
            "product_id,product_handle,rating,title,body,reviewer_name,review_date,curated",
            '77,bag,5,Great,"<p>Holds a lot.</p>",Anna,2026-03-04 10:11:12 UTC,ok',
            "77,bag,4,,Fine,anna@example.com,sometime,ok",
            "77,bag,5,Buy pills,Cheap,Bot,2026-03-04,spam",
            "77,bag,9,Odd,Odd,Bo,2026-03-04,ok",
            "77,,5,Lost,Lost,Cy,2026-03-04,ok",
        ),
    )
    first, second = listing.of(ReviewPart)
    assert (first.product, first.review.stars, first.review.author) == ("bag", 5, "Anna")
    assert (first.review.title, first.review.text, first.review.date) == (
        "Great",
        "Holds a lot.",
        "2026-03-04",
    )
    assert (second.review.author, second.review.date, second.review.text) == ("", "", "Fine")
    assert listing.told() == [(3, "date", "left out: this is not a day")]
    assert [(number, reason) for number, _, reason in listing.told("refused")] == [
        (4, "the shop does not show this review"),
        (5, "a rating is 1 to 5 stars"),
        (6, "nothing tells which product this review is about"),
    ]


@pytest.mark.parametrize(("text", "stars"), [("5", 5), ("4.5", 5), ("3/5", 3), ("2 stars", 2), ("★★", 2)])
def test_stars_in_figures_words_and_drawn(text: str, stars: int) -> None:
    assert parse_stars(text) == stars


@pytest.mark.parametrize("text", ["", "0", "6", "good", "5/10", "☆☆☆☆☆", "1e9", "-3"])
def test_no_stars_are_made_up(text: str) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        parse_stars(text)
