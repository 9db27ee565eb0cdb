import csv
from pathlib import Path

from click.testing import CliRunner, Result

from entrelieux.cli.link import link

DATA = Path(__file__).parent / "data"
HEADER = "row_id,source,source_id,name,address,postcode,city,lat,lon,types,url,date\n"


def run(source: Path, out: Path) -> tuple[Result, list[dict[str, str]]]:
    result = CliRunner().invoke(link, [str(source), "--out", str(out)])
    if not out.exists():
        return result, []
    with out.open(encoding="utf-8", newline="") as stream:
        return result, list(csv.DictReader(stream))


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_row_of_the_real_table_is_answered_once_in_order(tmp_path: Path) -> None:
    result, answers = run(DATA / "rows.csv", tmp_path / "out.csv")
    with (DATA / "rows.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["row_id"] for row in csv.DictReader(stream)]
    assert result.exit_code == 0
    assert [answer["row_id"] for answer in answers] == ids
    assert list(answers[0]) == ["row_id", "cluster_id", "confidence"]
    assert all(0 <= float(answer["confidence"]) <= 1 for answer in answers)


def test_a_bad_row_is_reported_with_its_line_and_still_answered(tmp_path: Path) -> None:
    source = written(
        tmp_path,
        HEADER
        + "1,a,,La Forge,12 rue Paul Doumer,15000,Aurillac,44.9,2.4,,,\n"
        + "2,a,,,,,,,,,,\n"
        + "1,b,,LA FORGE,12 r. P. Doumer,15000,AURILLAC,north,2.4,,,\n"
        + "4,b\n",
    )
    result, answers = run(source, tmp_path / "out.csv")
    clusters = [answer["cluster_id"] for answer in answers]
    assert [answer["row_id"] for answer in answers] == ["1", "2", "1", "4"]
    assert (clusters[0] == clusters[2], len(set(clusters))) == (True, 3)
    for told in (
        "line 3: no name; row “2” stays alone",
        "line 4: lat “north” is not a number; read as empty",
        "line 4: row_id “1” is given twice",
        "line 5: 2 cells for 12 columns",
    ):
        assert told in result.stderr


def test_missing_and_unknown_columns_are_told_and_forgiven(tmp_path: Path) -> None:
    source = written(tmp_path, "name;city;mayor\nMairie de Carlat;Carlat;x\nMAIRIE;CARLAT;y\n")
    result, answers = run(source, tmp_path / "out.csv")
    assert "No column row_id, source, source_id, address" in result.stderr
    assert [answer["row_id"] for answer in answers] == ["1", "2"]
    assert len({answer["cluster_id"] for answer in answers}) == 1


def test_a_windows_file_with_blank_lines_is_read(tmp_path: Path) -> None:
    content = (HEADER + "\n1,a,,Médiathèque,1 rue Été,63000,Riom,,,,,\n\n").encode("cp1252")
    result, answers = run(written(tmp_path, content), tmp_path / "out.csv")
    assert ("Windows-1252" in result.stderr, len(answers)) == (True, 1)


def test_a_table_without_rows_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    result, answers = run(written(tmp_path, HEADER), tmp_path / "out.csv")
    assert (result.exit_code, answers) == (1, [])
    assert "holds no row" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_a_table_of_rows_that_say_nothing_is_answered(tmp_path: Path) -> None:
    _, answers = run(written(tmp_path, "row_id\n7\n8\n"), tmp_path / "out.csv")
    assert [(a["row_id"], a["cluster_id"], a["confidence"]) for a in answers] == [
        ("7", "c1", "0.000"),
        ("8", "c2", "0.000"),
    ]


def test_cells_of_a_megabyte_and_nulls_do_not_stop_the_reading(tmp_path: Path) -> None:
    source = written(
        tmp_path, HEADER + "1,a,," + "x" * 2_000_000 + ",,,,,,,,\n2,a,,\0Lab,,,Riom,,,,,\n"
    )
    result, answers = run(source, tmp_path / "out.csv")
    assert result.exit_code == 0
    assert answers[-1]["row_id"] == "2"
