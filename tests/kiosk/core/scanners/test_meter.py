"""The meter counts and times; it holds nothing else."""

from kiosk.core.scanners.meter import KEPT, Figures, Meter


def test_nothing_yet():
    assert Meter().figures() == Figures()
    assert Figures().missed_share == 0


def test_the_time_runs_to_the_first_frame_after_a_scan():
    meter = Meter()
    meter.begin("wedge", 10.0)
    assert meter.painted(10.012)
    assert not meter.painted(10.5)
    assert round(meter.figures("wedge").last_ms) == 12
    assert meter.figures("camera") == Figures()


def test_percentiles_are_times_that_were_measured():
    meter = Meter()
    for milliseconds in range(1, 101):
        meter.begin("serial", 0.0)
        meter.painted(milliseconds / 1000)
    figures = meter.figures()
    assert (round(figures.p50_ms), round(figures.p99_ms)) == (50, 99)


def test_only_the_latest_times_are_kept():
    meter = Meter()
    for _ in range(KEPT + 50):
        meter.begin("wedge", 0.0)
        meter.painted(1.0)
    assert len(meter._times["wedge"]) == KEPT


def test_outcomes_are_counted_by_source_and_together():
    meter = Meter()
    meter.count("wedge", "known")
    meter.count("wedge", "missed")
    meter.count("camera", "unknown")
    assert (meter.figures("wedge").known, meter.figures("wedge").missed_share) == (1, 0.5)
    assert meter.figures().scans == 3
    meter.clear()
    assert meter.figures().scans == 0
