"""Facts of a story: which source wins, where it stands, what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.record import Origin, Page
from onrecord.split.facts import facts_of, read_page_facts
from onrecord.split.facts.captures import downloaded_on
from onrecord.split.markup import layout_of_html
from onrecord.split.plain import layout_of_text
from onrecord.split.stories import Story


def page(**given_values):
    values = {
        "body": b"", "sha256": "0", "media_type": "text/html", "charset": None, "url": None,
        "captured_at": None, "captured_how": None, "seen_at": None,
        "origin": Origin(kind="memory", name="test"),
    }  # fmt: skip
    return Page(**(values | given_values))


def role_of(text, tag):
    if tag == "h1" or text.startswith("# "):
        return "headline"
    return "paragraph" if text.endswith((".", "”")) and len(text.split()) > 5 else "furniture"


def story_of(layout, first=0, last=None):
    last = len(layout.blocks) if last is None else last
    roles = tuple(role_of(block.text, block.tag) for block in layout.blocks[first:last])
    return Story(first, last, roles, tuple(1.0 for _ in roles))


def facts_of_html(body, head="", **given_values):
    layout = layout_of_html(f"<html><head>{head}</head><body>{body}</body></html>", max_blocks=999)
    story = story_of(layout)
    return facts_of(read_page_facts(layout, [story], page(**given_values)), 0), layout


def facts_of_text(text, **given_values):
    layout = layout_of_text(text, max_blocks=999)
    story = story_of(layout)
    given_page = page(media_type="text/plain", **given_values)
    return facts_of(read_page_facts(layout, [story], given_page), 0), layout


BODY = "<p>The ferry left Tema in the evening with forty people on board.</p>"
LEAD = "The ferry left Tema in the evening with forty people on board."


def jsonld(fields):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


# headline


def test_the_title_to_be_shared_goes_before_the_h1_and_keeps_it_as_a_rival():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema late with forty on board</h1>" + BODY,
        "<title>Ferry leaves Tema late with forty on board</title>"
        '<meta property="og:title" content="Ferry leaves Tema late | The Ledger">'
        '<meta property="og:site_name" content="The Ledger">',
    )
    assert facts.headline.value == "Ferry leaves Tema late"
    assert facts.headline.how == "meta og:title"
    assert facts.headline.rivals[0].value == "Ferry leaves Tema late with forty on board"


def test_equal_titles_are_one_fact_with_its_place_on_the_page():
    facts, layout = facts_of_html(
        "<h1>Ferry leaves “Tema”</h1>" + BODY,
        '<meta property="og:title" content=\'Ferry leaves "Tema"\'>',
    )
    span = facts.headline.where.span
    assert layout.text[span.start : span.end] == facts.headline.value == "Ferry leaves “Tema”"
    assert facts.headline.agrees == ("meta og:title",)


def test_an_h1_that_is_the_name_of_the_site_is_no_headline():
    facts, _ = facts_of_html(
        "<h1>The Ledger</h1>" + BODY,
        "<title>Ferry leaves Tema - The Ledger</title>"
        '<meta property="og:site_name" content="The Ledger">',
    )
    assert facts.headline.value == "Ferry leaves Tema"


def test_a_share_title_that_is_only_a_teaser_loses_to_the_headline_all_others_name():
    title = "Ferry leaves Tema late"
    facts, _ = facts_of_html(
        f"<h1>{title}</h1>" + BODY,
        f'<title>{title}</title><meta property="og:title" content="You will not believe this">'
        + jsonld(f'"headline": "{title}"'),
    )
    assert facts.headline.value == title


def test_markdown_marks_are_no_part_of_a_headline():
    facts, layout = facts_of_text(f"# **Ferry leaves Tema**\n\n{LEAD}\n")
    assert facts.headline.value == "Ferry leaves Tema"
    span = facts.headline.where.span
    assert layout.text[span.start : span.end] == "Ferry leaves Tema"


def test_numbers_of_headlines_stay_in_html_and_go_in_dumps():
    dump, layout = facts_of_text(f"# 3. Ferry leaves Tema\n\n{LEAD}\n")
    span = dump.headline.where.span
    assert dump.headline.value == layout.text[span.start : span.end] == "Ferry leaves Tema"
    html, _ = facts_of_html("<h1>3. Ferry leaves Tema</h1>" + BODY)
    assert html.headline.value == "3. Ferry leaves Tema"


# authors and agency

BYLINE = '<div class="byline">By Ingrid Solheim and Kofi Mensah</div>'


def test_authors_of_markup_and_line_agree():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BYLINE + BODY,
        jsonld('"headline": "Ferry leaves Tema", "author": [{"@type": "Person", "name":'
        ' "Ingrid Solheim"},'
               '{"@type": "Person", "name": "KOFI MENSAH"}]'),
    )  # fmt: skip
    assert [author.value for author in facts.authors] == ["Ingrid Solheim", "Kofi Mensah"]
    assert facts.authors[0].agrees == ("line 'By …'",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Interview by Ingrid Solheim", ["Ingrid Solheim"]),
        ("Ingrid Solheim (now) and Kofi Mensah (earlier)", ["Ingrid Solheim", "Kofi Mensah"]),
        ("Tema Harbour (upper deck)", []),
    ],
)
def test_lines_that_sign_without_by(line, names):
    facts, _ = facts_of_html(f"<h1>Ferry leaves Tema</h1><p>{line}</p>{BODY}")
    assert [author.value for author in facts.authors] == names


@pytest.mark.parametrize("form", ["<p>{}</p>", "<p>{}</p><p>© Volta Wire 2024</p>"])
def test_who_reported_an_agencys_story_wrote_it(form):
    line = "(Reporting by Ingrid Solheim in Tema and Kofi Mensah; Editing by Ann Roe)"
    facts, _ = facts_of_html("<h1>Ferry leaves Tema</h1>" + BODY + form.format(line))
    assert [author.value for author in facts.authors] == ["Ingrid Solheim", "Kofi Mensah"]
    assert facts.authors[0].how == "line 'Reporting by …'"
    more = "(Additional reporting by Ingrid Solheim; Editing by Ann Roe)"
    facts, _ = facts_of_html("<h1>Ferry leaves Tema</h1>" + BODY + form.format(more))
    assert facts.authors == ()


def test_a_person_whom_no_reader_sees_is_an_account_and_no_author():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY, '<meta name="author" content="Ingrid Solheim">'
    )
    assert facts.authors == ()


def test_an_organisation_is_no_author_and_an_agency_is_the_agency():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1><div>By Associated Press</div>" + BODY,
        jsonld(
            '"headline": "Ferry leaves Tema", "author": {"@type": "Organization", "name":'
            ' "Associated Press"}'
        ),
    )
    assert facts.authors == ()
    assert facts.agency.value == "Associated Press"
    assert facts.credited.value == "Associated Press"


@pytest.mark.parametrize(
    "line",
    [
        "BYLINE: By INGRID SOLHEIM in Oslo",
        "Ingrid Solheim",
        "By Ingrid Solheim, ledger.example.org",
        "Ingrid Solheim, Correspondent",
    ],
)
def test_bylines_of_dumps_are_read_and_stand_where_they_say(line):
    facts, layout = facts_of_text(f"# Ferry leaves Tema\n{line}\n\n{LEAD}\n")
    (author,) = facts.authors
    assert author.value == "Ingrid Solheim"
    span = author.where.span
    assert layout.text[span.start : span.end].casefold() == "ingrid solheim"


def test_who_sends_a_mail_is_not_the_author_of_the_story_in_it():
    facts, _ = facts_of_text(
        f"From: Ingrid Solheim <ingrid@desk.example.org>\n# Ferry leaves Tema\n\n{LEAD}\n"
    )
    assert facts.authors == ()


@pytest.mark.parametrize("body", ["staff", "Newsroom", "News Desk", "Reporters", "team"])
def test_the_staff_of_an_outlet_is_nobody(body):
    head = '<meta property="og:site_name" content="Amber Lines">'
    signed, _ = facts_of_html(f"<h1>Ferry leaves Tema</h1><div>By Amber Lines</div>{BODY}", head)
    facts, _ = facts_of_html(
        f"<h1>Ferry leaves Tema</h1><div>By Amber Lines {body}</div>{BODY}", head
    )
    assert signed.credited.value == "Amber Lines"
    assert (facts.authors, facts.credited) == ((), None)


def test_the_name_of_an_application_may_be_the_title_of_the_story():
    title = "Ferry leaves Tema"
    head = (
        f'<meta name="application-name" content="{title}"><meta property="og:title"'
        f' content="{title}"><meta property="og:site_name" content="Amber Lines">'
    )
    facts, _ = facts_of_html(f"<h1>{title}</h1>{BODY}", head)
    assert facts.headline is not None
    assert facts.headline.value == title


# dates


def test_published_and_updated_are_two_facts_and_the_finest_grain_wins():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1><p>Published 4 May 2021, updated 6 May 2021</p>" + BODY,
        jsonld('"headline": "Ferry leaves Tema", "datePublished": "2021-05-04"')
        + '<meta property="article:published_time" content="2021-05-04T08:30:00Z">',
    )
    assert (facts.published.value, facts.published.grain) == ("2021-05-04T08:30:00Z", "second")
    assert "json-ld datePublished" in facts.published.agrees
    assert (facts.updated.value, facts.updated.grain) == ("2021-05-06", "day")


@pytest.mark.parametrize(
    ("first", "value"),
    [
        ("May 4, 2021", "2021-05-04"),
        ("Tuesday, 4 May 2021.", "2021-05-04"),
        ("The vote of May 4, 2021, stands.", None),
    ],
)
def test_a_first_paragraph_that_is_a_date_and_nothing_else_stamps_a_story(first, value):
    facts, _ = facts_of_html(f"<h1>Ferry leaves Tema</h1><p>{first}</p>" + BODY)
    assert (facts.published and facts.published.value) == value


def test_sources_that_name_another_day_are_kept_as_rivals():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1><time datetime='2021-05-07'>7 May 2021</time>" + BODY,
        '<meta property="article:published_time" content="2021-05-04">',
    )
    assert facts.published.value == "2021-05-04"
    assert [rival.value for rival in facts.published.rivals] == ["2021-05-07"]


def test_a_date_after_the_capture_is_refused_with_a_reason():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY,
        '<meta property="article:published_time" content="2031-01-01">',
        captured_at="2024-12-19T08:00:00Z",
        captured_how="jsonl crawl_date",
    )
    assert facts.published is None
    (refused,) = facts.refused
    assert (refused.fact, refused.value) == ("published", "2031-01-01")
    assert "after the page was captured (2024-12-19T08:00:00Z)" in refused.reason
    assert facts.captured.how == "jsonl crawl_date"


def test_where_the_capture_is_unknown_no_date_is_later_than_the_page_was_received():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY,
        '<meta property="article:published_time" content="2031-01-01">',
        seen_at="2024-12-19",
    )
    assert facts.published is None
    assert "after the page reached the reader" in facts.refused[0].reason


def test_a_relative_stamp_without_a_capture_gives_no_date_but_a_note():
    facts, _ = facts_of_text(f"# Ferry leaves Tema\nUpdated 11 sec ago\n\n{LEAD}\n")
    assert facts.updated is None
    assert facts.captured is None
    assert "11 sec ago" in facts.notes[0]


DUMP = """# Ferry leaves Tema

Updated 11 sec ago

TEMA: The ferry left the harbour on Monday with forty people on board.

# Council puts off its vote

Updated 5 March 2024

OSLO: The council put off its vote on Tuesday, its clerk told us.
"""


def two_stories():
    layout = layout_of_text(DUMP, max_blocks=99)
    starts = [
        i for i, block in enumerate(layout.blocks) if role_of(block.text, block.tag) == "headline"
    ]
    return layout, [story_of(layout, 0, starts[1]), story_of(layout, starts[1])]


def test_a_capture_is_inferred_from_the_neighbours_and_says_why():
    layout, stories = two_stories()
    facts = facts_of(read_page_facts(layout, stories, page(media_type="text/plain")), 0)
    assert (facts.captured.value, facts.captured.grain) == ("2024-03-05", "day")
    assert "5 March 2024" in facts.captured.how
    assert (facts.updated.value, facts.updated.grain) == ("2024-03-05", "day")
    span = facts.captured.where.span
    assert layout.text[span.start : span.end] == "5 March 2024"


def test_what_the_head_says_belongs_to_the_story_it_names_and_to_no_neighbour():
    markup = (
        '<html><head><meta property="og:title" content="Council puts off its vote">'
        '<meta property="article:published_time" content="2021-05-04">'
        '<meta property="article:section" content="Politics"></head><body>'
        f"<h1>Ferry leaves Tema late</h1>{BODY}<h1>Council puts off its"
        f" vote</h1>{BODY}</body></html>"
    )
    layout = layout_of_html(markup, max_blocks=99)
    second = next(i for i, block in enumerate(layout.blocks) if block.text.startswith("Council"))
    stories = [story_of(layout, 0, second), story_of(layout, second)]
    shared = read_page_facts(layout, stories, page(url="https://ledger.example.org/council-vote"))
    ferry, council = facts_of(shared, 0), facts_of(shared, 1)
    assert ferry.headline.value == "Ferry leaves Tema late"
    assert (ferry.published, ferry.section, ferry.url) == (None, None, None)
    assert (council.published.value, council.section.value) == ("2021-05-04", "Politics")
    assert council.url.value == "https://ledger.example.org/council-vote"


# the rest


def test_section_topics_language_and_addresses():
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY,
        '<link rel="canonical" href="/2021/05/04/ferry"><meta property="og:locale" content="en_GB">'
        + jsonld(
            '"headline": "Ferry leaves Tema", "articleSection": "Africa", "keywords":'
            ' ["Ferries", "Ghana"]'
        ),
        url="https://ledger.example.org/2021/05/04/ferry?from=mail",
    )
    assert facts.section.value == "Africa"
    assert [topic.value for topic in facts.topics] == ["Ferries", "Ghana"]
    assert facts.lang.value == "en"
    assert facts.url.value == "https://ledger.example.org/2021/05/04/ferry"
    assert facts.published.how == "date in the address"


@pytest.mark.parametrize(
    ("keywords", "topics"),
    [
        ("Ferries, channel_other, type_news, @front, /article, _no-app", ["Ferries"]),
        ("Category: Ferries, topic: Ghana, Page Type: News, Day: Friday", ["Ferries", "Ghana"]),
        ("Ann Roe PUBLIC_FIGURE PERSON, ISSUE_OF_THE_DAY, PERSON COACH", ["Ann Roe"]),
        ("type_news, channel_other, ferryservice, evening", ["evening"]),  # a word of the page
        ("Ghana, ann.roe@ledger.example ledger.example/roe, &, 4x4", ["Ghana", "4x4"]),
        ("Ferry leaves Tema in the evening with all forty people on board, Ghana", ["Ghana"]),
    ],
)
def test_what_a_publishers_machines_read_is_no_topic(keywords, topics):
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY,
        f'<meta name="keywords" content="{keywords}">' + jsonld('"headline": "Ferry leaves Tema"'),
    )
    assert [topic.value for topic in facts.topics] == topics


def test_a_comma_is_a_part_of_a_topic_that_has_a_tag_of_its_own():
    tag = '<meta property="article:tag" content="{}">'
    head = jsonld('"headline": "Ferry leaves Tema"')
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY, tag.format("Roe, Ann") + tag.format("Ferries") + head
    )
    assert [topic.value for topic in facts.topics] == ["Roe, Ann", "Ferries"]
    facts, _ = facts_of_html(
        "<h1>Ferry leaves Tema</h1>" + BODY, tag.format("Ferries, Ghana, ferries") + head
    )
    assert [topic.value for topic in facts.topics] == ["Ferries", "Ghana"]


def test_the_subject_of_a_mail_is_no_topic_and_that_of_a_database_is():
    filed, _ = facts_of_text(f"# Ferry leaves Tema\n\nSubject: Ferries; Ghana\n\n{LEAD}\n")
    assert [topic.value for topic in filed.topics] == ["Ferries", "Ghana"]
    for key in ("From", "To", "Message-ID", "Reply-To"):
        mailed, _ = facts_of_text(
            f"{key}: the desk\n\nSubject: [list] Late ferry\n\n# Ferry leaves Tema\n\n{LEAD}\n"
        )
        assert mailed.topics == (), key


def test_a_subject_at_the_end_of_a_story_is_that_of_the_next_mail():
    more = "\n\n".join(f"{LEAD[:-1]}, {i}." for i in range(5))
    facts, _ = facts_of_text(f"# Ferry leaves Tema\n\n{more}\n\nSubject: Digest Footer\n")
    assert facts.topics == ()
    facts, _ = facts_of_text(f"# Ferry leaves Tema\n\n{more}\n\nTopics: Ferries\n")
    assert [topic.value for topic in facts.topics] == ["Ferries"]


def test_a_short_url_without_an_address_is_not_stated():
    stated, _ = facts_of_text(f"# Ferry leaves Tema\nShort Url\nhttps://l.example/x1\n\n{LEAD}\n")
    missing, _ = facts_of_text(f"# Ferry leaves Tema\nShort Url\nUpdated 4 May 2021\n\n{LEAD}\n")
    assert stated.short_url.value == "https://l.example/x1"
    assert missing.short_url is None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry leaves Tema", "datePublished": "2021-05-04",}',
        '<!-- {"@graph": [{"@type": ["NewsArticle"], "headline": "Ferry leaves\nTema",'
        ' "datePublished": "2021-05-04"}]} -->',
        '[{"@type": "http://schema.org/NewsArticle", "headline": "Ferry leaves Tema",'
        ' "datePublished": "2021-05-04"}]',
    ],
)
def test_json_ld_with_the_usual_faults_is_read(script):
    head = f'<script type="application/ld+json">{script}</script>'
    facts, _ = facts_of_html("<h1>Ferry leaves Tema</h1>" + BODY, head)
    assert facts.published.value == "2021-05-04"
    assert "NewsArticle.datePublished" in facts.published.where.path


MARKUP = st.sampled_from(
    [
        "<h1>", "</h1>", "<p>", "</p>", "<div class='byline author'>", "</div>",
        "By Ingrid Solheim ", "(AP) ", "4 May 2021 ", "Updated ", "11 min ago ", "Short Url",
        "https://[", "http://l.example/x ", "© 2021 Reuters ", "OSLO: ", "BYLINE: ", "DATE: ",
        "<time datetime='2021-99-01'>", "</time>", "<script type='application/ld+json'>",
        '{"@type":"Article","author":', "[[[", "}", "</script>",
        "<meta property='og:title' content='|'>", "<link rel=canonical href='http://['>", "&#0;",
        "Photo: ", "1 / 2", "\n", "é ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, max_size=30).map("".join), st.booleans())
def test_no_page_makes_facts_raise_and_all_spans_are_on_the_page(markup, as_text):
    layout = (
        layout_of_text(markup, max_blocks=99) if as_text else layout_of_html(markup, max_blocks=99)
    )
    if not layout.blocks:
        return
    story = story_of(layout)
    given_page = page(url="https://ledger.example.org/2021/05/04/x")
    facts = facts_of(read_page_facts(layout, [story], given_page), 0)
    single = (
        facts.headline,
        facts.agency,
        facts.dateline,
        facts.published,
        facts.updated,
        facts.short_url,
        facts.section,
    )
    for found in (*single, *facts.authors, *facts.topics):
        span = found.where.span if found is not None else None
        assert span is None or 0 <= span.start < span.end <= len(layout.text)


def test_the_line_with_which_a_database_signs_an_export_dates_the_capture_not_the_story():
    text = "Date of download: 21 May 2023\n\nDocument 1 of 1\n\nMay 18, 2023"
    layout = layout_of_text(text, max_blocks=10)
    found = downloaded_on(layout)
    assert (found.value, found.grain) == ("2023-05-21", "day")
    assert text[found.where.span.start : found.where.span.end] == "Date of download: 21 May 2023"
    assert downloaded_on(layout_of_text("He downloaded it on 21 May 2023.", max_blocks=10)) is None


def test_the_fields_of_a_catalogue_are_read_with_their_tags():
    text = (
        "TY  - NEWS\nTI  - Dam gate of Tema opens\nAU  - Roe, Ann\nT2  - Harbour Courier\n"
        "DA  - 2024/05/03\nAB  - A ferry left Tema in the evening with forty people on board, and"
        " nobody was hurt, harbour master Abel Osei said on Friday.\nER  - \n"
    )
    (story,) = onrecord.read(text)
    assert [one.value for one in story.authors] == ["Ann Roe"]
    assert story.outlet.value == "Harbour Courier"
    assert (story.headline.value, story.published.value) == ("Dam gate of Tema opens", "2024-05-03")


def test_a_sentence_that_ends_with_a_date_is_no_stamp():
    text = (
        "Banker leaves prison\n\nOSLO, March 12, 2024 (Reuters) - Karl Moss left prison on Monday,"
        " his lawyer said.\n\nHe was arrested, tried and jailed on May 3, 2001.\n"
    )
    (article,) = onrecord.read(text)
    assert article.published.value == "2024-03-12"
