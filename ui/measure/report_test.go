package main

import (
	"strings"
	"testing"
	"time"
)

func TestReport(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	r := newReport()
	b := brief{text: "brief", size: 10_000_000}
	empty := painting{"empty", []time.Duration{42 * ms, 40 * ms, 41 * ms}, []int64{20 << 20}}
	reader := painting{"obelus", []time.Duration{62 * ms, 57 * ms, 61500 * time.Microsecond}, []int64{0}}
	r.paint(b, []painting{empty, reader})
	r.cost(b, reader, &sittings{keys: []time.Duration{3 * ms}, held: []int64{64 << 20}})
	var out strings.Builder
	if err := r.write(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| brief | 10 MB |   empty |      41.0 | 40.0 | 42.0 |         |         |         |      | 20.0 |",
		"| brief | 10 MB |  obelus |      61.5 | 57.0 | 62.0 |    1.50 |    20.5 |    56.0 |   no |    – |",
		"|:------|------:|--------:|",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out.String())
		}
	}
	if last := strings.Split(strings.TrimSpace(out.String()), "\n"); !strings.Contains(last[len(last)-1], "64.0") {
		t.Errorf("the memory of the sittings is missing in %q", last[len(last)-1])
	}
}

func TestInitTrace(t *testing.T) {
	t.Parallel()
	own, libraries := parseInitTrace("init internal/bytealg @0.003 ms, 0 ms clock, 0 bytes, 0 allocs\n" +
		"init obelus/model @1.2 ms, 0.25 ms clock, 8 bytes, 1 allocs\nobelus 1.0\ninit obelus-like/x @2 ms, 3 ms clock, 8 bytes, 1 allocs\n" +
		"init github.com/alecthomas/chroma/v2/lexers @2.0 ms, 9.5 ms clock, 5 bytes, 2 allocs\n")
	if own != 0.25 || libraries != 12.5 {
		t.Errorf("own %v ms, libraries %v ms; want 0.25 and 12.5", own, libraries)
	}
}
