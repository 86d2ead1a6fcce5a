package share_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"obelus/briefs/share"
	"obelus/model"
)

// noon is the time of the tests.
func noon(minutes int) time.Time {
	return time.Date(2026, 3, 14, 12, minutes, 0, 0, time.UTC)
}

// full is a state with something in every field.
func full(n int) share.State {
	m := model.Mark{
		ID: model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", n)), Analyst: "ora", Brief: "0123456789ab",
		Revision: model.HashOf("text"), Span: model.Span{Start: 3, End: 9}, Left: model.HashOf("newer"),
		Quote: model.Quote{Text: "two\nlines <b>&\u2028", Prefix: "before ", Suffix: " “behind”"}, Tag: model.Attributed,
		Details: model.Details{
			Speaker: "Ilichov", Quotation: model.Indirect, Reliability: "B", Credibility: "2", Basis: model.Judgement,
			Status: model.Open, Note: "*note*\n\n<<<<<<< no marker\n",
			References: []model.Reference{{Title: "UN", URL: "https://undocs.org/s/2023/36", Date: "16 Jan 2023", Locator: "para 12", Origin: "AFP", AddedBy: "kim"}},
		},
		Created: noon(0), Updated: noon(1).Add(time.Millisecond), Extra: `{"purpose":"commenting"}`,
	}
	return share.StateOf(m, noon(2), false)
}

func statesOf(all ...share.State) share.States {
	s := share.States{}
	for _, one := range all {
		s.Take(one)
	}
	return s
}

func head() share.Header {
	return share.Header{Analyst: "ora", Brief: "0123456789ab", Title: "Grain & ports", Text: model.HashOf("text")}
}

func write(t *testing.T, states share.States) string {
	t.Helper()
	data, err := share.Write(head(), states)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func read(t *testing.T, text string) share.File {
	t.Helper()
	f, err := share.Read([]byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return f
}

// TestRoundTrip: what is written is read, and written again in the same bytes.
func TestRoundTrip(t *testing.T) {
	gone := share.StateOf(full(1).Mark, noon(5), true)
	text := write(t, statesOf(full(3), gone, full(2)))
	f := read(t, text)
	if f.Header != head() || len(f.States) != 3 || f.States.Live() != 2 || len(f.Refused)+f.Markers != 0 {
		t.Errorf("read %+v", f)
	}
	for _, want := range []share.State{full(2), full(3), gone} {
		got := f.States[want.Mark.ID]
		if !got.Mark.Equal(want.Mark) || got.Gone != want.Gone || !got.At.Equal(want.At) || share.Compare(got, want) != 0 {
			t.Errorf("%s came back as\n%+v, was\n%+v", want.Mark.ID, got, want)
		}
	}
	if again := write(t, f.States); again != text {
		t.Errorf("written again:\n%s\nwas\n%s", again, text)
	}
	if lines := strings.Split(text, "\n"); len(lines) != 5 || !slices.IsSorted(lines[1:4]) {
		t.Errorf("not a line for each mark in the order of the ids:\n%s", text)
	}
}

// TestConflictMarkers: a merge that was left in conflict loses nothing: of a
// mark that both sides have the newer state is taken.
func TestConflictMarkers(t *testing.T) {
	mine, theirs := full(1), full(1)
	theirs.At, theirs.Mark.Tag = noon(9), model.Opinion
	line := func(s share.State) string {
		_, rest, _ := strings.Cut(write(t, statesOf(s)), "\n")
		return rest
	}
	title, _, _ := strings.Cut(write(t, nil), "\n")
	text := title + "\r\n<<<<<<< HEAD\n" + line(mine) + "||||||| base\n=======\n" + line(theirs) + line(full(2)) + ">>>>>>> ora\n" + strings.Replace(title, "Grain", "Corn", 1) + "\n"
	f := read(t, text)
	if f.Markers != 4 || f.First != "line 2" || len(f.Refused) != 0 || len(f.States) != 2 || f.States[mine.Mark.ID].Mark.Tag != model.Opinion {
		t.Errorf("read %+v", f)
	}
	if f.Title != "Corn & ports" {
		t.Errorf("title %q", f.Title)
	}
}

// TestHostileLines: what is no mark of the file is refused with its line, and
// the rest is used.
func TestHostileLines(t *testing.T) {
	good := strings.TrimSuffix(write(t, statesOf(full(1))), "\n")
	_, mark, _ := strings.Cut(good, "\n")
	with := func(old, now string) string {
		if !strings.Contains(mark, old) {
			t.Fatalf("%q is not in %s", old, mark)
		}
		return strings.Replace(mark, old, now, 1)
	}
	for _, tt := range []struct{ name, line, why string }{
		{"another's", with(`"analyst":"ora"`, `"analyst":"kim"`), "it is a mark of kim, and the file is ora's"},
		{"no analyst", with(`"analyst":"ora",`, ``), "it is a mark of , and the file is ora's"},
		{"no JSON", "{{{", "it is no line of a file of marks"},
		{"a bomb", strings.Repeat("[", 900_000), "it is no line of a file of marks"},
		{"a long line", strings.Replace(mark, "Ilichov", strings.Repeat("x", share.MaxLine), 1), "it is longer than 1 MB"},
		{"no UTF-8", with("Ilichov", "\xff"), "it is not UTF-8"},
		{"no id", with("01990000-0000-7000-8000-000000000001", ""), "it has no id of a mark"},
		{"an id that leads out", with("01990000-0000-7000-8000-000000000001", "a\\u0000b"), "it has no id of a mark"},
		{"no tag", with("attributed", "true"), "it has none of the tags sourced, attributed, opinion, unsourced, nonclaim"},
		{"no time", with(`"at":"2026-03-14T12:02:00Z"`, `"at":""`), "it does not say when the mark became so"},
		{"a time of the end", with(`"at":"2026`, `"at":"9999`), "its time is of the year 9999"},
		{"no date", with(`"created":"2026-03-14T12:00:00Z"`, `"created":"noon"`), `its created "noon" is no time`},
		{"a negative place", with(`"start":3`, `"start":-3`), "it does not say on which words of which text the mark stands"},
		{"a place beyond all", with(`"end":9`, `"end":99999999999`), "it does not say on which words of which text the mark stands"},
		{"a text that leads out", with(string(model.HashOf("text")), "../../etc/passwd"), "it does not say on which words of which text the mark stands"},
		{"an unknown grade", with(`"reliability":"B"`, `"reliability":"Z"`), "reliability"},
		{"extra that is none", with(`{\"purpose\":\"commenting\"}`, `[1]`), "what another program said besides is no JSON object"},
		{"another file", `{"obelus":"marks","version":1,"analyst":"kim","brief":"0123456789ab"}`, "it begins another file"},
		{"both", `{"obelus":"marks","version":1,"analyst":"ora","brief":"0123456789ab","id":"x"}`, "it says a mark and a file at once"},
	} {
		f := read(t, good+"\n"+tt.line+"\n"+strings.Replace(mark, "000000000001", "000000000002", 1)+"\n")
		if len(f.Refused) != 1 || f.Refused[0].Where != "line 3" || !strings.Contains(f.Refused[0].Why, tt.why) {
			t.Errorf("%s: refused %.200v, want %q", tt.name, f.Refused, tt.why)
		}
		if len(f.States) != 2 {
			t.Errorf("%s: %d marks were read, want 2", tt.name, len(f.States))
		}
	}
	f := read(t, good+"\n"+mark[:len(mark)-20])
	if len(f.Refused) != 1 || f.Refused[0].Why != "it is cut off" || len(f.States) != 1 {
		t.Errorf("half copied: %+v", f.Refused)
	}
	f = read(t, good+"\n"+strings.Repeat("?\n", 100_000))
	if n := len(f.Refused); n != 21 || f.Refused[20].Why != "99980 more are refused" {
		t.Errorf("many bad lines: %d refusals, the last %v", n, f.Refused[n-1])
	}
}

// TestNoFileOfMarks: what does not begin as one, or is of a newer program, is
// refused whole.
func TestNoFileOfMarks(t *testing.T) {
	_, mark, _ := strings.Cut(write(t, statesOf(full(1))), "\n")
	for _, tt := range []struct {
		text string
		want error
	}{
		{"", share.ErrNoHeader},
		{"\n\n", share.ErrNoHeader},
		{mark, share.ErrNoHeader},
		{"# A note\n", share.ErrNoHeader},
		{`{"obelus":"marks","version":1,"analyst":"ora"}` + "\n", share.ErrNoHeader},
		{`{"obelus":"marks","version":2,"analyst":"ora","brief":"0123456789ab"}` + "\n", share.ErrNewer},
		{strings.Repeat(" ", share.MaxFile+1), share.ErrTooLarge},
	} {
		if _, err := share.Read([]byte(tt.text)); err != tt.want {
			t.Errorf("%.60q: %v, want %v", tt.text, err, tt.want)
		}
	}
}

// TestNames: a name leaves no folder, is no device, and no two names become one,
// whatever a file system makes of capitals and accents.
func TestNames(t *testing.T) {
	for name, want := range map[model.Analyst]string{
		"kim": "kim", "j-doe2": "j-doe2", "Kim": "kim_", "con": "con_", "com7": "com7_", "company": "company",
		"../x": "x_", "": "x_", "..": "x_", "a/b": "a-b_", "Ора": "x_", "é": "x_", "e\u0301": "e_", "ann lee": "ann-lee_",
		"kim_0123456789abcdef": "kim-0123456789abcdef_", "-rf": "rf_", "nul ": "nul_",
		model.Analyst(strings.Repeat("x", 300)): strings.Repeat("x", 40) + "_",
	} {
		got := share.Folder(name)
		if got != want && !(strings.HasSuffix(want, "_") && strings.HasPrefix(got, want) && len(got) == len(want)+16) {
			t.Errorf("%q is kept in %q, want %q…", name, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		x, y := share.Folder(model.Analyst(a)), share.Folder(model.Analyst(b))
		if a != b && strings.EqualFold(x, y) {
			t.Fatalf("%q and %q are both kept in %q", a, b, x)
		}
		if strings.Trim(x, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" || x == "" || x[0] == '-' {
			t.Fatalf("%q is kept in %q", a, x)
		}
	})
	if got := share.FileOf("0123456789ab"); got != "0123456789ab.jsonl" {
		t.Error(got)
	}
}

// TestMerge: merging is the same in any order, any grouping, any number of
// times: also of states of one time.
func TestMerge(t *testing.T) {
	one := rapid.Custom(func(t *rapid.T) share.State {
		s := full(rapid.IntRange(1, 3).Draw(t, "id"))
		s.At = noon(rapid.IntRange(0, 2).Draw(t, "minute"))
		s.Mark.Tag = rapid.SampledFrom(model.Tags()).Draw(t, "tag")
		return share.StateOf(s.Mark, s.At, rapid.Bool().Draw(t, "gone"))
	})
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(one, 0, 12).Draw(t, "states")
		want, err := share.Write(head(), statesOf(all...))
		if err != nil {
			t.Fatal(err)
		}
		cut := rapid.IntRange(0, len(all)).Draw(t, "cut")
		merged := statesOf(rapid.Permutation(all[cut:]).Draw(t, "second")...)
		for _, s := range rapid.Permutation(append(slices.Clone(all[:cut]), all...)).Draw(t, "first") {
			merged.Take(s)
		}
		if got, err := share.Write(head(), merged); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("merged to\n%s\nwant\n%s", got, want)
		}
	})
}

// FuzzRead: whatever a file holds, it is refused or becomes marks that can be
// written and read again.
func FuzzRead(f *testing.F) {
	seed, _ := share.Write(head(), statesOf(full(1), share.StateOf(full(2).Mark, noon(1), true)))
	f.Add(seed)
	f.Add(append([]byte("<<<<<<< HEAD\n"), seed...))
	f.Add([]byte(`{"obelus":"marks","version":1,"analyst":"a","brief":"b"}` + "\n{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := share.Read(data)
		if err != nil {
			return
		}
		once, err := share.Write(file.Header, file.States)
		if err != nil {
			t.Fatal(err)
		}
		again, err := share.Read(once)
		if err != nil || len(again.Refused) > 0 || len(again.States) != len(file.States) {
			t.Fatalf("what was read cannot be read again: %v %v", err, again.Refused)
		}
		if twice, _ := share.Write(again.Header, again.States); !bytes.Equal(once, twice) {
			t.Fatalf("written twice:\n%s\n%s", once, twice)
		}
	})
}

// BenchmarkFile reads and writes a file of 10,000 marks.
func BenchmarkFile(b *testing.B) {
	states := share.States{}
	for n := range 10_000 {
		states.Take(full(n))
	}
	data, err := share.Write(head(), states)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := share.Read(data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := share.Write(head(), states); err != nil {
				b.Fatal(err)
			}
		}
	})
}
