"""The command line as a user meets it: streams, exit codes, one line for every mistake."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from onrecord import Settings, WeightsError, __version__
from onrecord.cli import app
from onrecord.commands.running import env_name
from onrecord.commands.usage import SECTIONS

ROOT = Path(__file__).parents[1]
DUMP = "examples/dump-database.txt"
WEIGHTS = ROOT / "src/onrecord/reading/weights/reader.onnx"
START_S = 1.0  # three times the floor that eval measures: this machine may be busy


def run(*args, stdin="", env=None, program=("-m", "onrecord")):
    plain = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD_")}
    return subprocess.run(
        [sys.executable, *program, *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**plain, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **(env or {})},
    )


def split(*args, **how):
    """Read pages without the model: what most of these tests are about."""
    return run("read", "--no-model", *args, **how)


def read_with_fake(*args, **how):
    """Read pages with the reader of fake_reader.py, which needs no weights."""
    return run("read", *args, program=("tests/support/fake_reader.py",), **how)


def loaded(*args):
    """Run the command line and name the modules of the model that it has loaded."""
    asked = f"""
import sys
from onrecord.cli import app
app({args!r}, standalone_mode=False)
print([x for x in ("onrecord.reading", "onnxruntime", "tokenizers") if x in sys.modules])
"""
    ran = run(program=("-c", asked))
    return ran.stdout.splitlines()[-1]


def test_read_prints_records_to_stdout_and_words_to_stderr():
    ran = split(DUMP)
    assert ran.returncode == 0
    assert "article 1 of 3" in ran.stdout
    assert ran.stderr == "onrecord: 1 page read, 3 stories.\n"


def test_json_is_one_object_a_line_and_nothing_else():
    ran = split("--json", DUMP, "gone.html")
    schema = jsonschema.Draft202012Validator(json.loads(run("schema").stdout))
    forms = [json.loads(line) for line in ran.stdout.splitlines()]
    for form in forms:
        schema.validate(form)
    assert [form["type"] for form in forms] == ["article"] * 3 + ["rejected"]
    assert [form["reading"] for form in forms[:3]] == [None] * 3
    assert ran.returncode == 1
    assert "1 rejected (1 not found)" in ran.stderr


def test_a_rejected_input_is_named_and_the_rest_is_read():
    ran = split("gone.html", DUMP)
    assert ran.returncode == 1
    assert "article 3 of 3" in ran.stdout
    assert "rejected  gone.html: not found" in ran.stderr
    assert "gone.html" not in ran.stdout


def test_a_rejected_input_is_one_line_however_long_its_name():
    name = "gone with a name of many words " * 6 + ".html"
    ran = run("read", name, "x" * 200)
    assert [line[:10] for line in ran.stderr.splitlines()] == [*["rejected  "] * 2, "onrecord: "]
    assert f"rejected  {name}: not found  no such file or folder" in ran.stderr


def test_a_dash_is_standard_input():
    dump = (ROOT / DUMP).read_text(encoding="utf-8")
    ran = split("-", stdin=dump)
    assert ran.returncode == 0
    assert "article 1 of 3 -" in ran.stdout


def test_jobs_change_nothing_but_the_time():
    args = ("--json", "examples/")
    assert split(*args, "--jobs", "2").stdout == split(*args).stdout
    assert read_with_fake(*args, "--jobs", "2").stdout == read_with_fake(*args).stdout


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the weights are not here")
def test_the_real_model_reads_the_same_in_any_number_of_processes():
    one, two = (run("read", "--json", DUMP, *more) for more in ((), ("--jobs", "2")))
    assert (one.returncode, one.stdout) == (0, two.stdout)
    assert all(json.loads(line)["reading"]["mentions"] for line in one.stdout.splitlines())


def test_json_holds_what_was_read():
    ran = read_with_fake("--json", "examples/article-jsonld.html", "gone.html")
    schema = jsonschema.Draft202012Validator(json.loads(run("schema").stdout))
    article, rejected = map(json.loads, ran.stdout.splitlines())
    schema.validate(article)
    (denied,) = [x for x in article["reading"]["attributions"] if x["cue"]["text"] == "denied"]
    assert [span["text"] for span in denied["source"]] == ["Esi Botchwey"]
    assert len(denied["content"]) == 2
    assert "reading" not in rejected


def test_json_holds_statements_with_their_speakers_and_checks():
    reading = json.loads(read_with_fake("--json", "examples/article-jsonld.html").stdout)["reading"]
    actors = {actor["id"]: actor for actor in reading["actors"]}
    (denied,) = [one for one in reading["statements"] if one["manner"] == "denies"]
    assert actors[denied["speaker"]]["name"] == denied["speaker_name"] == "Esi Botchwey"
    assert actors[denied["speaker"]]["named"] is True
    (check,) = reading["checks"]
    assert check["span"]["text"].endswith("could not be independently verified")
    checked = [one["id"] for one in reading["statements"] if one["checked"] == "not verified"]
    assert checked == check["statements"]


def test_a_filter_shows_what_is_asked_for_and_counts_the_rest():
    ran = read_with_fake(DUMP, "examples/article-jsonld.html", "--manner", "denies")
    assert ran.returncode == 0
    assert ran.stdout.startswith("article examples/article-jsonld.html")
    assert "1 of 5 statements by 1 speaker\n  Esi Botchwey" in ran.stdout
    assert ran.stderr.endswith("1 statement matches, in 1 story; 3 stories hold none.\n")


def test_a_filter_takes_statements_out_of_the_json_and_nothing_else():
    args = ("--json", "examples/", "gone.html")
    plain, kept = (
        [json.loads(line) for line in read_with_fake(*args, *more).stdout.splitlines()]
        for more in ((), ("--by", "BOTCHWEY", "--manner", "denies", "--manner", "says"))
    )
    assert [len(form["reading"]["statements"]) for form in kept if "reading" in form].count(0) > 5
    for whole, part in zip(plain, kept, strict=True):
        if "reading" in whole:
            statements = part["reading"].pop("statements")
            named = [
                one
                for one in whole["reading"].pop("statements")
                if one["speaker_name"] == "Esi Botchwey"
            ]
            assert statements == named
        assert part == whole


def test_why_shows_how_a_statement_was_reached():
    shown = read_with_fake("examples/article-jsonld.html", "--why").stdout
    assert "why manner: cue 'denied' (0.80)" in shown


def test_the_view_shows_who_said_what():
    shown = read_with_fake("examples/article-jsonld.html").stdout
    assert "statements" in shown
    assert "  times  " in shown
    assert "statements" not in split("examples/article-jsonld.html").stdout


def test_weights_that_are_missing_are_one_line_that_says_what_to_do(monkeypatch, use_reader):
    def no_weights(*, threads):
        raise WeightsError("no reader.onnx: install onrecord again")

    use_reader(no_weights)
    monkeypatch.chdir(ROOT)
    ran = CliRunner().invoke(app, ["read", "--json", DUMP])
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == (
        "onrecord: no reader.onnx: install onrecord again;"
        " --no-model reads pages without the model\n"
    )


def test_pages_are_split_without_loading_the_model():
    assert loaded("read", "--no-model", DUMP) == "[]"


def test_a_run_in_which_everything_is_rejected_loads_no_model():
    assert loaded("read", "gone.html") == "[]"


def test_full_shows_the_end_of_the_story():
    words = "could not be established, the audit says"
    assert words in " ".join(split("--full", DUMP).stdout.split())
    assert "--full shows them" in split(DUMP).stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "Usage"),
        (("read",), "Missing argument 'PATH'. Files or folders"),
        (("read", DUMP, "--map"), "--map needs FILE after it. Also write the places to a map"),
        (("read", DUMP, "--map", DUMP), "is one of the pages to read"),
        (("follow", "add", "party", "x", "--when"), "--when needs CONDITION after it."),
        (("reed", DUMP), "No such command"),
        (("read", "--fast", DUMP), "No such option"),
        (("search", "--since", "2024", "x"), "part of the query: write 'words since:2024-12'"),
        (("search", "--by", "Roe", "x"), "part of the query: write 'words speaker:NAME'"),
        (("stories", "--manner", "denies"), "write 'words manner:says'"),
        (("said", "--speaker", "Roe"), "No such option: --speaker (Possible options: --by)"),
        (("search", "--db", "x", "y"), "No such option: --db (Possible options: --library)"),
        (("--library", "x", "search", "y"), "It goes after a command: onrecord add …"),
        (("party", "merg", "1", "2"), "No such command 'merg'. Did you mean 'merge'?"),
        (("follow", "search"), "No such command 'search'; there are add, list, remove, run"),
        (("statement", "--library", "x"), "after a command: onrecord statement fix … --library"),
        (("parties", "--kind", "planet"), "'planet' is none of person, organisation"),
        (("said", "--checked", "maybe"), "'maybe' is none of not verified, verified"),
        (("said", "--manner", "denied"), "do you mean 'denies'?"),
        (("said", "--checked", "unverified"), "do you mean 'not verified'?"),
        (("follow", "add", "story", "1", "--when", "denials"), "do you mean 'denial'?"),
        (("export", "x.html", "--as", "parqet"), "do you mean 'parquet'?"),
        (("read", "--jobs", "0", DUMP), "--jobs"),
        (("read", "--max-bytes", "12", DUMP), "--max-bytes"),
        (("read", "--json", "--full", DUMP), "--full"),
        (("read", "--threads", "0", DUMP), "--threads"),
        (("read", "--no-model", "--threads", "2", DUMP), "--threads"),
        (("read", "--no-model", "--by", "x", DUMP), "--by"),
        (("read", "--no-model", "--manner", "says", DUMP), "--manner"),
        (("read", "--no-model", "--unchecked", DUMP), "--unchecked"),
        (("read", "--no-model", "--checked", "silent", DUMP), "--checked"),
        (("read", "--no-model", "--why", DUMP), "--why"),
        (("read", "--json", "--why", DUMP), "--why"),
        (("read", "--by", " ", DUMP), "--by"),
        (("read", "--manner", "shouts", DUMP), "'shouts' is none of says, confirms"),
    ],
)
def test_wrong_usage_is_exit_2_and_no_stack_trace(args, words):
    ran = run(*args)
    assert ran.returncode == 2
    assert words in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("setting", [setting.name for setting in fields(Settings)])
def test_every_setting_has_an_option_and_a_variable(setting):
    shown = run("read", "--help").stdout
    assert "--" + setting.replace("_", "-") in shown
    assert env_name(setting) in shown
    ran = run("read", DUMP, env={env_name(setting): "none"})
    assert ran.returncode == 2
    assert env_name(setting) in ran.stderr


def test_a_setting_reaches_the_run():
    ran = run("read", DUMP, env={"ONRECORD_MAX_BYTES": "1024"})
    assert ran.returncode == 1
    assert "too large" in ran.stderr


def test_version_is_printed():
    assert run("--version").stdout == f"onrecord {__version__}\n"


@pytest.mark.parametrize("command", ["", "read", "export", "schema"])
def test_every_help_ends_with_an_example(command):
    shown = run(*command.split(), "--help").stdout
    assert shown.rstrip().splitlines()[-1].strip().startswith("Example: onrecord ")


def test_help_lists_every_command_once_and_none_is_cut():
    shown = run("--help").stdout
    named = [name for names in SECTIONS.values() for name in names]
    assert sorted(named) == sorted({*named}) == sorted(get_command(app).commands)
    assert "..." not in shown.partition("Options:")[2]
    assert "\nCommands:" not in shown


def test_help_starts_fast():
    times = []
    for _ in range(3):
        began = time.monotonic()
        run("--help")
        times.append(time.monotonic() - began)
    assert min(times) < START_S


def test_help_loads_no_stage():
    assert not {"onrecord.pipeline", "onrecord.view", "rich.console"} & loaded_by("onrecord.cli")


def test_reading_loads_no_library():
    assert not {"onrecord.library", "sqlalchemy"} & loaded_by("onrecord.pipeline")


def loaded_by(module):
    """Return the modules that are loaded in a process of its own once it has imported one."""
    asked = f"import sys, {module}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return {*ran.stdout.split()}


def test_no_escape_code_is_written_to_a_pipe_or_with_no_color():
    assert "\x1b" not in read_with_fake(DUMP).stdout
    forced = {"NO_COLOR": "1", "FORCE_COLOR": "1"}
    assert "\x1b[3" not in read_with_fake(DUMP, env=forced).stdout


def test_output_that_cannot_hold_a_character_shows_a_question_mark():
    ran = read_with_fake(DUMP, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
def test_a_reader_that_leaves_early_ends_the_run_quietly():
    command = f"{sys.executable} -m onrecord read --no-model --json {'examples ' * 12} | head -c 10"
    ran = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 141
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("option", ["--json", "--full"])
def test_a_full_disk_is_one_line_and_exit_1(option):
    command = [sys.executable, "-m", "onrecord", "read", "--no-model", option, DUMP]
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr == "onrecord: cannot write: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to a child")
def heed_ctrl_c():
    """Take Ctrl-C as from a terminal: what runs in the background of a script ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="a shell of its own")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_output_that_is_closed_is_no_fault(closed):
    command = f"{sys.executable} -m onrecord read --no-model {DUMP} {closed}"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert bool(ran.stdout) == (closed == "2>&-")


def test_ctrl_c_while_it_still_imports_is_one_line_and_exit_130(tmp_path):
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT / "src")))}
    command = [sys.executable, "-m", "onrecord", "--help"]
    ran = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "onrecord: stopped by the keyboard\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_is_one_line_and_exit_130(tmp_path, jobs):
    waiting = tmp_path / "pipe.txt"
    os.mkfifo(waiting)
    command = [sys.executable, "-m", "onrecord", "read", "--jobs", jobs, str(waiting)]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 - no threads here
    ) as process:
        writer = os.open(waiting, os.O_WRONLY)  # returns when the other side reads
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        os.close(writer)
    assert process.returncode == 130
    assert errors == "onrecord: stopped by the keyboard\n"


@pytest.mark.parametrize("command", ["batch", "reread", "serve", "verify"])
def test_a_command_that_asks_nothing_of_the_net_has_no_options_of_it(command):
    told = {option for one in get_command(app).commands[command].params for option in one.opts}
    ours = {f"--{x.name.replace('_', '-')}": x.metadata["net"] for x in fields(Settings)}
    wanted = {option for option, net in ours.items() if not net}
    assert {option for option in ours if option in told} == wanted
