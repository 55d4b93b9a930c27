from savienojums.core.pieces import all_pieces


def test_everyone_sees_every_component_with_its_parameters(client, db):
    text = client.get("/components/").content.decode()
    for piece in all_pieces():
        assert f'<section class="piece" id="{piece.name}">' in text
    assert "Twenty-one days" not in text


def test_hidden_examples_are_shown_when_asked_for(client, db):
    assert "Twenty-one days" in client.get("/components/?hidden").content.decode()


def test_nothing_is_sent_to_it(client, db):
    assert client.post("/components/").status_code == 405


def test_it_asks_nothing_of_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/components/")
