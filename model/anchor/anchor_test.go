package anchor

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/model"
)

// spanOf is where words stand first in text.
func spanOf(t *testing.T, text, words string) model.Span {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return model.Span{Start: at, End: at + len(words)}
}

const brief = "Two convoys left Gao on Monday, the ministry said. Nobody was hurt.\n\n" +
	"Analysts expect the talks to resume in March. The ministry denies that any agreement was signed. " +
	"Fuel prices rose by 12 % in a week, according to traders.\n\n南港の船は三隻である。港湾局は否定した。\n\nThe ferry runs again."

func TestFind(t *testing.T) {
	tests := []struct {
		name, words, old, new string // old is replaced by new in the brief
		state                 model.State
		want                  string
	}{
		{"nothing changed", "Nobody was hurt.", "", "", model.Placed, "Nobody was hurt."},
		{"something before it", "Fuel prices rose by 12 % in a week", "Two convoys", "UPDATE of 9 March. Two convoys", model.Placed, "Fuel prices rose by 12 % in a week"},
		{"other line breaks", "expect the talks to resume", "the talks to", "the\n talks  to", model.Placed, "expect the\n talks  to resume"},
		{"a word changed", "Analysts expect the talks to resume in March.", "March", "late April", model.Changed, "Analysts expect the talks to resume in late April."},
		{"a word put in", "The ministry denies that any agreement was signed.", "any agreement", "any such agreement", model.Changed, "The ministry denies that any such agreement was signed."},
		{"taken out", "Analysts expect the talks to resume in March.", "Analysts expect the talks to resume in March. ", "", model.Orphaned, ""},
		{"another put in its place", "Nobody was hurt.", "Nobody was hurt.", "Four lorries burned out.", model.Orphaned, ""},
		{"moved", "Fuel prices rose by 12 % in a week, according to traders.", "Fuel prices rose by 12 % in a week, according to traders.\n\n南港の船は三隻である。港湾局は否定した。\n\nThe ferry runs again.", "南港の船は三隻である。港湾局は否定した。\n\nThe ferry runs again.\n\nA late word from the market: Fuel prices rose by 12 % in a week, according to traders.\n\nThis is all that was known at six.", model.Moved, "Fuel prices rose by 12 % in a week, according to traders."},
		{"a short sentence moved", "Nobody was hurt.", "Two convoys left Gao on Monday, the ministry said. Nobody was hurt.", "Nobody was hurt. That much was clear when two convoys left Gao on Monday, or so it was said.", model.Moved, "Nobody was hurt."},
		{"without spaces", "南港の船は三隻である。", "三隻", "四隻", model.Changed, "南港の船は四隻である。"},
		{"at the end", "The ferry runs again.", "runs again", "still runs again", model.Changed, "The ferry still runs again."},
		{"a short word", "Gao", "left Gao", "left Kidal", model.Orphaned, ""},
		{"a short word, elsewhere too", "ministry", "on Monday, the ministry said", "on Monday, it was said", model.Orphaned, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(brief, test.old, test.new, 1)
			got := Find(brief, text, []model.Span{spanOf(t, brief, test.words)})[0]
			if words := text[got.Start:got.End]; got.State != test.state || words != test.want {
				t.Errorf("%s on %q (%.2f), want %s on %q", got.State, words, got.Likeness, test.state, test.want)
			}
		})
	}
}

// Few words that are all of a line, a cell or a sentence, and stand once in both
// texts, are found whatever is beside them now; others are not.
func TestFindFewWordsThatAreAll(t *testing.T) {
	const old = "Harbour\n\nThe quay is closed. Why? Nobody at the ministry of transport would say.\n\nShips\tFerries\nthree\tnone\n\n港湾局は否定した。船は来ない。"
	tests := []struct {
		name, words, text string
		state             model.State
	}{
		{"a heading", "Harbour", "What traders say of the grain prices in March\n\nHarbour\n\nAll of what follows is new and of another day.", model.Moved},
		{"a heading that became a word", "Harbour", "What traders say of the Harbour prices in March.\n\nAll of what follows is new and of another day.", model.Orphaned},
		{"a sentence", "Why?", "The talks were put off again until the summer. Why? It was said that the envoy had fallen ill.", model.Moved},
		{"a cell", "Ferries", "Lorries by road and month\tFerries\tAircraft over the northern border", model.Moved},
		{"a word of a sentence", "quay", "What traders say of the grain prices in March\n\nquay\n\nAll of what follows is new and of another day.", model.Orphaned},
		{"of a script without spaces", "船は来ない。", "十月の統計は別の省が公表した。船は来ない。次の発表は来月である。", model.Moved},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Find(old, test.text, []model.Span{spanOf(t, old, test.words)})[0]
			if words := test.text[got.Start:got.End]; got.State != test.state || got.State != model.Orphaned && words != test.words {
				t.Errorf("%s on %q, want %s", got.State, words, test.state)
			}
		})
	}
}

// Of sentences that are alike but for a word, one that is gone is not found on what
// became of another, of which there need not be a mark; one that was corrected is
// found.
func TestFindAmongAlikeSentences(t *testing.T) {
	const (
		first  = "The embassy in Niamey said on Monday that its consular section is closed until further notice."
		second = "The embassy in Bamako said on Monday that its consular section is closed until further notice."
		third  = "The embassy in Conakry said on Friday that its visa section was open until the end of the month."
		middle = " Flights go on as before. "
	)
	old := first + middle + second + " " + third
	tests := []struct {
		name, words, text, want string
		state                   model.State
	}{
		{"gone, and another changed", first, "Flights go on as before. The embassy in Bamako said on Tuesday that its consular section is closed until further notice. " + third, "", model.Orphaned},
		{"the other one", second, "Flights go on as before. The embassy in Bamako said on Tuesday that its consular section is closed until further notice. " + third,
			"The embassy in Bamako said on Tuesday that its consular section is closed until further notice.", model.Changed},
		{"corrected", first, "The embassy in Niamey said on Sunday that its consular section is closed until further notice." + middle + second + " " + third,
			"The embassy in Niamey said on Sunday that its consular section is closed until further notice.", model.Changed},
		{"both corrected", second, "The embassy in Niamey said on Sunday that its consular section is closed until further notice." + middle +
			"The embassy in Bamako said on Sunday that its consular section is closed until further notice. " + third,
			"The embassy in Bamako said on Sunday that its consular section is closed until further notice.", model.Changed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Find(old, test.text, []model.Span{spanOf(t, old, test.words)})[0]
			if words := test.text[got.Start:got.End]; got.State != test.state || words != test.want {
				t.Errorf("%s on %q (%.2f), want %s on %q", got.State, words, got.Likeness, test.state, test.want)
			}
		})
	}
}

// Marks on words that stand in several places stay in their order.
func TestFindKeepsTheOrder(t *testing.T) {
	old := "Rebels: no comment was given. Army: no comment was given. Envoy: no comment was given."
	text := "An editor's note. Rebels: no comment was given. Army: today no comment was given. Envoy: no comment was given. Ends."
	var spans, want []model.Span
	for _, who := range []string{"Rebels: ", "Army: ", "Envoy: "} {
		s := spanOf(t, old, who)
		spans = append(spans, model.Span{Start: s.End, End: s.End + len("no comment was given.")})
		at := strings.Index(text, who)
		at += strings.Index(text[at:], "no comment")
		want = append(want, model.Span{Start: at, End: at + len("no comment was given.")})
	}
	for i, f := range Find(old, text, spans) {
		if f.State != model.Placed || (model.Span{Start: f.Start, End: f.End}) != want[i] {
			t.Errorf("mark %d is %s at %d:%d, want it at %v", i, f.State, f.Start, f.End, want[i])
		}
	}
}

// Where every one of sentences that are alike was changed, those that are found
// tell of the others where they stand.
func TestFindKeepsTheOrderOfChanged(t *testing.T) {
	var old, text strings.Builder
	var spans, want []model.Span
	numbers := []string{"four", "seventeen", "ninety", "six hundred", "eleven", "thirty", "a dozen", "two"}
	for _, n := range numbers {
		start := old.Len()
		old.WriteString("The harbour office let " + n + " ships wait outside for new papers, and the pilots of the bay went home without a word to anybody.")
		spans = append(spans, model.Span{Start: start, End: old.Len()})
		old.WriteString("\n\n")
		start = text.Len()
		text.WriteString("The harbour office let " + n + " ships wait outside for other papers, and the pilots of the bay went home without a word to anybody.")
		want = append(want, model.Span{Start: start, End: text.Len()})
		text.WriteString("\n\n")
	}
	for i, f := range Find(old.String(), text.String(), spans) {
		if at := (model.Span{Start: f.Start, End: f.End}); f.State != model.Changed || at != want[i] {
			t.Errorf("mark %d is %s on %q", i, f.State, text.String()[f.Start:f.End])
		}
	}
}

// Sentences that are all different are found wherever they were put, on their
// own words, whatever was put between them; one that was taken out is nowhere.
func TestFindAtRandom(t *testing.T) {
	text, spans := prose(60)
	sentences := make([]string, len(spans))
	for i, s := range spans {
		sentences[i] = text[s.Start:s.End]
	}
	rapid.Check(t, func(t *rapid.T) {
		kept := slices.Clone(sentences)
		gone := rapid.IntRange(0, len(kept)-1).Draw(t, "gone")
		kept = slices.Delete(kept, gone, gone+1)
		from, to := rapid.IntRange(0, len(kept)-1).Draw(t, "from"), rapid.IntRange(0, len(kept)-2).Draw(t, "to")
		moved := kept[from]
		kept = slices.Insert(slices.Delete(kept, from, from+1), to, moved)
		at := rapid.IntRange(0, len(kept)).Draw(t, "at")
		kept = slices.Insert(kept, at, rapid.SampledFrom([]string{"", "A correction:", "Ящики стояли на складе.", "三隻。"}).Draw(t, "new"))
		now := strings.Join(kept, rapid.SampledFrom([]string{" ", "\n", "\n\n", "  \t"}).Draw(t, "space"))
		for i, f := range Find(text, now, spans) {
			if i == gone {
				if f.State != model.Orphaned {
					t.Fatalf("what is gone was found on %q", now[f.Start:f.End])
				}
				continue
			}
			if now[f.Start:f.End] != sentences[i] {
				t.Fatalf("%q was found on %q", sentences[i], now[f.Start:f.End])
			}
			alone := at == i && (gone == i-1 || gone == i+1) // what stood on one side is gone, and on the other side is something new
			if f.State != model.Placed && !alone && (sentences[i] != moved && from == to) {
				t.Fatalf("%q is %s", sentences[i], f.State)
			}
		}
	})
}

// Whatever the texts are, what is found unchanged has the mark's words, and
// nothing is found outside the text.
func TestFindOnAnyTexts(t *testing.T) {
	letters := rapid.StringOf(rapid.SampledFrom([]rune("ab \n.,é港\u0301\u200d")))
	rapid.Check(t, func(t *rapid.T) {
		old, text := letters.Draw(t, "old"), letters.Draw(t, "new")
		cuts := []int{0}
		for i := range old {
			cuts = append(cuts, i)
		}
		cuts = append(cuts, len(old))
		var spans []model.Span
		for range 3 {
			a, b := rapid.SampledFrom(cuts).Draw(t, "a"), rapid.SampledFrom(cuts).Draw(t, "b")
			spans = append(spans, model.Span{Start: min(a, b), End: max(a, b)})
		}
		slices.SortFunc(spans, model.Span.Compare)
		for i, f := range Find(old, text, spans) {
			words := text[f.Start:f.End]
			switch {
			case f.State == model.Orphaned && words != "":
				t.Fatalf("an orphan stands on %q", words)
			case f.State == model.Orphaned, f.State == model.Changed:
			case fold(words).text != fold(old[spans[i].Start:spans[i].End]).text:
				t.Fatalf("%s: %q for %q", f.State, words, old[spans[i].Start:spans[i].End])
			}
		}
	})
}

// Bytes that are no UTF-8 are letters like others: what changed among them is
// found at its place.
func TestFindAmongWhatIsNoUTF8(t *testing.T) {
	const old = "Two convoys left Gao on Monday, the ministry said."
	want := "Two convoys left Kidal on Monday, the ministry said."
	for _, noise := range []string{"\xe9", "\xe9\xff ", "\xf0\x9f "} {
		text := strings.Repeat(noise, 20) + want
		got := Find(strings.Repeat(noise, 20)+old, text, []model.Span{{Start: 20 * len(noise), End: 20*len(noise) + len(old)}})[0]
		if words := text[got.Start:got.End]; got.State != model.Changed || words != want {
			t.Errorf("%q: %s on %q", noise, got.State, words)
		}
	}
}

func TestFindQuotes(t *testing.T) {
	got := FindQuotes(brief, []model.Quote{
		{Text: "The ministry  denies", Prefix: "resume in March. ", Suffix: " that any"},
		{Text: "prices went up by 12 % in a week", Prefix: "was signed. Fuel ", Suffix: ", according"},
		{Text: "words of another brief altogether", Prefix: "", Suffix: ""},
		{},
	})
	want := []struct {
		state model.State
		words string
	}{{model.Placed, "The ministry denies"}, {model.Changed, "prices rose by 12 % in a week"}, {model.Orphaned, ""}, {model.Orphaned, ""}}
	for i, f := range got {
		if f.State != want[i].state || brief[f.Start:f.End] != want[i].words {
			t.Errorf("quote %d is %s on %q, want %s on %q", i, f.State, brief[f.Start:f.End], want[i].state, want[i].words)
		}
	}
}

// The bit-parallel search agrees with the plain one.
func TestSearchIsThePlainOne(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("abc")), 1, 200)
	rapid.Check(t, func(t *rapid.T) {
		p, text := letters.Draw(t, "pattern"), letters.Draw(t, "text")
		fixed := rapid.Bool().Draw(t, "fixed")
		_, got := newPattern(p).search(text, fixed)
		if want := plainSearch(p, text, fixed); got != want {
			t.Fatalf("%q in %q: %d edits, want %d", string(p), string(text), got, want)
		}
	})
}

// plainSearch is the fewest edits that pattern is in text with.
func plainSearch(pattern, text []rune, fixed bool) int {
	column := make([]int, len(pattern)+1)
	for i := range column {
		column[i] = i
	}
	best := len(pattern)
	for j, r := range text {
		last := column[0]
		if fixed {
			column[0] = j + 1
		}
		for i, p := range pattern {
			edits := last
			if p != r {
				edits++
			}
			last = column[i+1]
			column[i+1] = min(edits, last+1, column[i]+1)
		}
		best = min(best, column[len(pattern)])
	}
	return best
}

// Few letters are held against others as many are.
func TestFewEditsAreTheSame(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("abcde .é港")), 1, 64)
	rapid.Check(t, func(t *rapid.T) {
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		if _, want := newPattern(a).search(b, true); fewEdits(a, b) != want {
			t.Fatalf("%q is %d edits from the beginning of %q, want %d", string(a), fewEdits(a, b), string(b), want)
		}
	})
}
