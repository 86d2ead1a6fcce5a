package desk

import (
	"strings"
	"testing"

	"obelus/model"
)

// TestRulingKey: the same from both sides, of its own for every pair, and never
// longer than a store's key.
func TestRulingKey(t *testing.T) {
	mark := func(id model.MarkID) *MarkView { return &MarkView{Mark: model.Mark{ID: id}} }
	between := func(a, b *MarkView, who ...model.Analyst) Difference {
		return Difference{Pair: Pair{A: a, B: b}, Between: [2]model.Analyst(who)}
	}
	both := between(mark("1"), mark("2"), "ana", "ora")
	if other := between(mark("2"), mark("1"), "ora", "ana"); other.rulingKey() != both.rulingKey() || other.digest() != both.digest() {
		t.Errorf("%q from one side, %q from the other", both.rulingKey(), other.rulingKey())
	}
	seen := map[string]bool{both.rulingKey(): true}
	for _, d := range []Difference{
		between(mark("1"), nil, "ana", "ora"), between(nil, mark("2"), "ana", "ora"), between(mark("1"), nil, "ana", "kim"), between(mark("1"), mark("3"), "ana", "ora"),
		between(mark("1"), nil, "ana", model.Analyst(strings.Repeat("x", 40_000))), between(mark("1"), nil, "ana", model.Analyst(strings.Repeat("y", 40_000))),
	} {
		key := d.rulingKey()
		if seen[key] || len(key) > mostRulingKey || strings.Contains(key, "\x00") {
			t.Errorf("key %.40q of %d bytes", key, len(key))
		}
		seen[key] = true
	}
}

func TestParseRuling(t *testing.T) {
	s := Settlement{ChooseTheirs, "Ana van den Berg"}
	if got, digest, ok := parseRuling(s.ruling("abc")); !ok || got != s || digest != "abc" {
		t.Errorf("got %+v, %q, %v", got, digest, ok)
	}
	for _, broken := range []string{"", "theirs", "theirs abc"} {
		if _, _, ok := parseRuling(broken); ok {
			t.Errorf("%q was read", broken)
		}
	}
}
