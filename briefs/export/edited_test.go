package export_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// returned reads an edited export back.
func returned(tb checker, text string) export.Returned {
	tb.Helper()
	back, err := export.ReadBack(text)
	if err != nil {
		tb.Fatalf("%v\n%s", err, text)
	}
	return back
}

// swap replaces one thing in an export that is there.
func swap(tb checker, text string, pairs ...string) string {
	tb.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			tb.Fatalf("%q is not in the export", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// told spells what came back edited, and what was refused.
func told(back export.Returned) string {
	var b strings.Builder
	for _, in := range back.Marks {
		if len(in.Edited) > 0 {
			d := in.Mark.Details
			var refs []string
			for _, r := range d.References {
				refs = append(refs, strings.Join([]string{r.Title, r.URL, r.Date, r.Locator, r.Origin, string(r.AddedBy)}, "/"))
			}
			fmt.Fprintf(&b, "%s: %s\n", in.Mark.ID[len(in.Mark.ID)-2:], strings.Join(in.Edited, " "))
			for _, what := range in.Edited {
				fmt.Fprintf(&b, "  %v\n", map[string]any{
					"tag": in.Mark.Tag, "words": in.Mark.Quote.Text, "speaker": d.Speaker, "quotation": d.Quotation, "references": refs, "reliability": d.Reliability,
					"credibility": d.Credibility, "basis": d.Basis, "likelihood": d.Likelihood, "confidence": d.Confidence, "status": d.Status, "note": d.Note, "analyst": in.Mark.Analyst,
				}[what])
			}
		}
	}
	for _, r := range back.Refused {
		b.WriteString(r.Where + " " + r.Why + "\n")
	}
	return b.String()
}

// TestEditedDetails: what a person changes in a footnote or in the table of
// statements is taken over and told; what cannot be used is refused with its
// line, and the rest of the mark is used.
func TestEditedDetails(t *testing.T) {
	out := exported(t, goldenBrief(t))
	line := func(of string) string {
		return fmt.Sprint("line ", 1+strings.Count(out[:strings.Index(out, of)], "\n"))
	}
	for _, c := range []struct {
		name  string
		pairs []string
		want  string
	}{
		{"nothing", nil, ""},
		{"tag", []string{"**a4** attributed", "**a4** analyst opinion"}, "03: tag\n  opinion\n"},
		{"tag by its name", []string{"**a4** attributed", "**a4** Opinion"}, "03: tag\n  opinion\n"},
		{"speaker", []string{"speaker: the union ·", "speaker: the dockers · "}, "03: speaker\n  the dockers\n"},
		{"speaker gone", []string{" · speaker: the union", ""}, "03: speaker\n  \n"},
		{"grade", []string{"reliability: C (fairly reliable)", "reliability: d"}, "03: reliability\n  D\n"},
		{"its meaning only", []string{"reliability: C (fairly reliable)", "reliability: C"}, ""},
		{"status", []string{"status: disputed", "status: checked"}, "03: status\n  checked\n"},
		{"status gone", []string{" · status: disputed", ""}, "03: status\n  open\n"},
		{"likelihood", []string{"likelihood: unlikely (20–45 %)", "likelihood: probable"}, "06: likelihood\n  likely\n"},
		{"the same by another name", []string{"likelihood: unlikely (20–45 %)", "likelihood: improbable"}, ""},
		{"a new detail", []string{"**u2** unsourced", "**u2** unsourced · status: checked"}, "01: status\n  checked\n"},
		{"analyst", []string{"status: disputed · marked by maria", "status: disputed · marked by lee"}, "03: analyst\n  lee\n"},
		{"reference", []string{"dated 11 March 2026 · from harbour authority", "dated 12 March 2026 · from harbour authority"},
			"02: references\n  [Daily notice/https://example.org/notice/12 March 2026//harbour authority/ Traffic | map///layer 2/Harbour Authority/maria]\n"},
		{"reference added", []string{"\n\n[^a4]: **a4**", "\n\n    * Log <https://example.org/log> 3 March 2026 p. 4\n\n[^a4]: **a4**"},
			"04: references\n  [Log/https://example.org/log/3 March 2026/p. 4//]\n"},
		{"reference added behind others", []string{"from Harbour Authority · added by maria\n", "from Harbour Authority · added by maria\n    - Log\n"},
			"02: references\n  [Daily notice/https://example.org/notice/11 March 2026//harbour authority/ Traffic | map///layer 2/Harbour Authority/maria Log/////]\n"},
		{"references gone", []string{out[strings.Index(out, "    - [Daily notice]"):strings.Index(out, "\n[^s3b]: ")], ""}, "02: references\n  []\n"},
		{"a note below references", []string{"from Harbour Authority · added by maria\n", "from Harbour Authority · added by maria\n\n    Seen on\n    the quay.\n\n    - twice\n"},
			"02: note\n  Seen on\nthe quay.\n\n- twice\n"},
		{"a list below references", []string{"from Harbour Authority · added by maria\n", "from Harbour Authority · added by maria\n\n    <!-- -->\n\n    - seen\n"},
			"02: note\n  - seen\n"},
		{"note", []string{"The notice of 12 March says eleven.", "The notice says twelve."}, "03: note\n  The notice says twelve.\n\n- ask the union how it counts\n- [count of ships](https://example.org/count)\n"},
		{"a new note", []string{"\n[^o6]:", "\n    New.\n\n[^o6]:"}, "05: note\n  New.\n"},
		{"an unknown grade", []string{"reliability: C (fairly reliable)", "reliability: X"},
			line("[^a4]: ") + ` a4: "X" is no reliability: write one of A, B, C, D, E, F` + "\n"},
		{"an unknown tag and a new status", []string{"**a4** attributed", "**a4** rumour", "status: disputed", "status: checked"},
			"03: status\n  checked\n" + line("[^a4]: ") + ` a4: "rumour" is no tag: write one of sourced, attributed, opinion, unsourced, nonclaim` + "\n"},
		{"what is no detail", []string{"**u2** unsourced", "**u2** unsourced · checked by me"}, line("[^u2]: ") + " u2: “checked by me” is no detail: write its name before it, as in “speaker: …”\n"},
		{"table: tag", []string{"| **A** a4 ", "| **O** a4 "}, "03: tag\n  opinion\n"},
		{"table: speaker", []string{"twice that.” | the union |", "twice that.” | the dockers |"}, "03: speaker\n  the dockers\n"},
		{"table: grades", []string{"| rated C4 | disputed", "| B | disputed"}, "03: reliability credibility\n  B\n  \n"},
		{"table: judged", []string{"| judgement, unlikely (20–45 %), moderate confidence | open", "| assumption, likely, high confidence | open"},
			"06: basis likelihood confidence\n  assumption\n  likely\n  high\n"},
		{"table: status", []string{"| rated C4 | disputed", "| rated C4 | checked"}, "03: status\n  checked\n"},
		{"table: nonsense", []string{"| rated C4 | disputed", "| great | settled"},
			line("| **A** a4") + ` a4: "settled" is no status: write one of open, checked, disputed` + "\n" + line("| **A** a4") + " a4: “great” is no grade: write it as in the footnotes, or there\n"},
		{"table: a statement of another", []string{"| **S** s3 | “According", "| **S** s3 | “Says"}, ""},
		{"both, and alike", []string{"status: disputed", "status: checked", "| rated C4 | disputed", "| rated C4 | checked"}, "03: status\n  checked\n"},
		{"both, and differing", []string{"status: disputed · marked", "status: checked · marked", "| rated C4 | disputed", "| rated C4 | open"},
			"03: status\n  checked\n" + line("| **A** a4") + " a4: its status was changed in its footnote and here, which differ: “checked” in the footnote stands\n"},
		{"sources are not in the table", []string{"| Daily notice; Traffic \\| map |", "| Daily notice |"}, line("| **S** s3 |") + " s3: where it is read is changed in its footnote, not here\n"},
		{"an orphan", []string{"Friday” · unsourced", "Friday” · attributed · speaker: the mayor"}, "ff: tag speaker\n  attributed\n  the mayor\n"},
		{"a footnote copied", []string{"[^a5]: **a5**", out[strings.Index(out, "[^o6]: "):strings.Index(out, "[^u10]: ")] + "[^a5]: **a5**"},
			fmt.Sprintf("line %d o6: it is the mark of %s once more\n", 2+1+strings.Count(out[:strings.Index(out, "[^o6]: ")], "\n"), line("[^a5]: "))},
		{"a record damaged", []string{`00003","span"`, `00003,"span"`}, line("[^a4]: ") + " a4: its comment cannot be read any more\n"},
		{"a record gone", []string{out[strings.Index(out, " <!-- obelus:mark"):strings.Index(out, "\n\n[^u2]: ")], ""}, line("[^n1]: ") + " n1: its comment is gone, which says which mark it is\n"},
		{"a first line gone", []string{out[strings.Index(out, "[^s3]: "):strings.Index(out, "<!-- obelus:mark {\"id\":\"0198c0de-0000-7000-8000-000000000002\"")], ""},
			line("[^s3]: ") + " a mark: the first line of its footnote is gone\n"},
	} {
		back := returned(t, swap(t, out, c.pairs...))
		if got := told(back); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestFormattersEditNothing: what editors and formatters do outside of the brief
// is no edit.
func TestFormattersEditNothing(t *testing.T) {
	out := exported(t, goldenBrief(t))
	head, tail, _ := strings.Cut(out, "<!-- obelus:end -->")
	for name, change := range map[string]func(string) string{
		"smart quotes": strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "–", "-").Replace,
		"bullets":      func(s string) string { return strings.ReplaceAll(s, "    - ", "    * ") },
		"padding": func(s string) string {
			return strings.NewReplacer("| open |", "| open     |", "| --- |", "| :------- |").Replace(s)
		},
		"emphasis": func(s string) string {
			return strings.NewReplacer("*nobody named*", "_nobody named_", "*reference missing*", "_reference missing_").Replace(s)
		},
		"targets":  func(s string) string { return strings.NewReplacer("](<", "](", ">)", ")").Replace(s) },
		"wrapping": func(s string) string { return strings.ReplaceAll(s, " · marked by", "\n    · marked by") },
		"orphans":  func(s string) string { return strings.ReplaceAll(s, "\n-   “", "\n- “") },
		"indents":  func(s string) string { return strings.ReplaceAll(s, "\n    ", "\n\t") },
	} {
		edited := change(tail)
		if edited == tail {
			t.Fatalf("%s: nothing is changed", name)
		}
		back := returned(t, head+"<!-- obelus:end -->"+edited)
		if got := told(back); got != "" || back.Edited || len(back.Marks) != 11 {
			t.Errorf("%s: %d marks, %s", name, len(back.Marks), got)
		}
	}
}

// TestEditedText: marks stand where their signs stand in the new text, or where
// their words do; none stands on others.
func TestEditedText(t *testing.T) {
	for _, style := range export.MarksStyles() {
		t.Run(string(style), func(t *testing.T) { editedText(t, style) })
	}
}

func editedText(t *testing.T, style export.MarksStyle) {
	a := goldenBrief(t)
	out := exportedIn(t, a, style)
	text := a.Doc.Text()
	words := func(back export.Returned, id string) string {
		for _, in := range back.Marks {
			if strings.HasSuffix(string(in.Mark.ID), id) {
				if in.Mark.Revision != model.HashOf(back.Text) {
					return "elsewhere"
				}
				return in.Mark.Quote.Text
			}
		}
		return "none"
	}
	begin := strings.Index(out, "\n<!-- obelus:brief ")
	head, marked := out[:begin], out[begin:]
	from, _, _ := strings.Cut(marked, "The union says")
	union := marked[strings.LastIndex(from, "[^1]")+len("[^1] "):]
	union, _, _ = strings.Cut(union, "\n")
	for _, c := range []struct {
		name  string
		pairs []string
		text  string
		id    string
		want  string
		told  string
	}{
		{"before", []string{"\n[^1]: Harbour", "\nA new line.\n\n[^1]: Harbour"}, strings.Replace(text, "\n[^1]: Harbour", "\nA new line.\n\n[^1]: Harbour", 1), "08", "Nothing has moved since Monday, two drivers said.", ""},
		{"a word of another mark", []string{"crane 4: idle", "crane 4: at work"}, strings.Replace(text, "crane 4: idle", "crane 4: at work", 1), "03", "The union says the number is twice that.", ""},
		{"a table's cell", []string{"5 March |", "6 March |"}, strings.Replace(text, "5 March |", "6 March |", 1), "07", "north\t7\t3 March", ""},
		{"code", []string{"crane 4: idle", "crane 4: in use"}, strings.Replace(text, "crane 4: idle", "crane 4: in use", 1), "09", "crane 5: idle", ""},
		{"signs away", []string{union, "The union says the number is *twice that*."}, text, "03", "The union says the number is twice that.", ""},
		{"signs and words away", []string{union, "The union says nothing."}, strings.Replace(text, "The union says the number is *twice that*.", "The union says nothing.", 1), "03", "elsewhere", ""},
	} {
		back := returned(t, head+swap(t, marked, c.pairs...))
		if back.Text != c.text {
			t.Errorf("%s: the text is %q, want %q", c.name, back.Text, c.text)
		}
		if got := words(back, c.id); got != c.want {
			t.Errorf("%s: the mark stands on %q, want %q", c.name, got, c.want)
		}
		if got := told(back); got != c.told {
			t.Errorf("%s: it tells %q, want %q", c.name, got, c.told)
		}
		if len(back.Marks) != 11 {
			t.Errorf("%s: %d marks come back", c.name, len(back.Marks))
		}
	}
	gone := out[:strings.Index(out, "[^a4]: ")] + out[strings.Index(out, "[^a5]: "):]
	back := returned(t, gone)
	if got := told(back); back.Text != text || !strings.Contains(got, "a4: its footnote is gone") || len(back.Marks) != 10 {
		t.Errorf("without its footnote: %q, %d marks\n%s", got, len(back.Marks), back.Text)
	}
	if style == export.MarksNone {
		return
	}
	back = returned(t, head+swap(t, marked, "the number is *twice that*", "that number is *thrice that*"))
	if got, want := told(back), "03: words\n  The union says that number is thrice that.\n"; got != want {
		t.Errorf("other words: %q, want %q", got, want)
	}
	moved := swap(t, marked, union, "")
	back = returned(t, head+swap(t, moved, "\n> ", "\n"+union+"\n\n> "))
	if got := words(back, "03"); got != "The union says the number is twice that." || told(back) != "" {
		t.Errorf("moved: %q, %q\n%s", got, told(back), back.Text)
	}
}

// long reports whether the long form of a test was asked for.
func long() bool { return os.Getenv("OBELUS_LONG") != "" }

// TestAWordMore puts a word into the marked text of many briefs: it is the only
// difference, and each mark stands on its words, with that word where it stands
// within them.
func TestAWordMore(t *testing.T) {
	t.Parallel()
	const more = "zzqqx "
	texts := slices.Concat(ownTexts(), specExamples(t))
	step := 6
	if long() {
		step = 1
	}
	tried, sure, marks := 0, 0, 0
	for i := 0; i < len(texts); i += step {
		text := texts[i]
		r := rand.New(rand.NewPCG(uint64(i), 11))
		a := annotate(text, randomMarks(r, markdown.New(text), 8))
		style := export.MarksStyles()[r.IntN(4)]
		out := exportedIn(t, a, style)
		begin := strings.Index(out, "\n<!-- obelus:brief ")
		begin += strings.Index(out[begin+1:], "\n") + 3
		end := strings.LastIndex(out, "<!-- obelus:end -->")
		var places []int
		for at := begin + 1; at < end-2; at++ {
			if out[at-1] == ' ' && isLetter(out[at]) && isLetter(out[at+1]) && !strings.HasSuffix(out[:at], "<mark ") {
				places = append(places, at)
			}
		}
		if len(places) == 0 || len(a.Marks) == 0 {
			continue
		}
		at := places[r.IntN(len(places))]
		back := returned(t, out[:at]+more+out[at:])
		tried++
		if strings.Replace(back.Text, more, "", 1) != text {
			t.Errorf("%q comes back as %q\n%s", text, back.Text, out[begin:end])
			continue
		}
		was := map[model.MarkID]string{}
		for _, m := range a.Marks {
			was[m.ID] = flat(m.Quote.Text)
		}
		hash := model.HashOf(back.Text)
		for _, in := range back.Marks {
			marks++
			if in.Mark.Revision != hash {
				continue
			}
			sure++
			if got := flat(strings.ReplaceAll(in.Mark.Quote.Text, strings.TrimSpace(more), "")); got != was[in.Mark.ID] {
				t.Errorf("%q: a mark on %q comes back on %q (%s)\n%s", text, was[in.Mark.ID], got, style, out[begin:at]+more+out[at:end])
			}
		}
	}
	t.Logf("%d texts; %d of %d marks have their place for sure", tried, sure, marks)
	if tried < len(texts)/step/6 {
		t.Errorf("only %d texts were tried", tried)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func flat(text string) string { return strings.Join(strings.Fields(text), "") }

// damage changes a file as accidents do: bytes, lines, stretches.
func damage(r *rand.Rand, text string) string {
	for range 1 + r.IntN(4) {
		if len(text) < 2 {
			return text
		}
		from := r.IntN(len(text))
		to := min(len(text), from+1+r.IntN(1+r.IntN(120)))
		switch r.IntN(6) {
		case 0:
			text = text[:from] + text[to:]
		case 1:
			text = text[:to] + text[from:]
		case 2:
			text = text[:from] + string(rune(32+r.IntN(95))) + text[min(len(text), from+1):]
		case 3:
			lines := strings.SplitAfter(text, "\n")
			i, j := r.IntN(len(lines)), r.IntN(len(lines))
			lines[i], lines[j] = lines[j], lines[i]
			text = strings.Join(lines, "")
		case 4:
			lines := strings.SplitAfter(text, "\n")
			i := r.IntN(len(lines))
			text = strings.Join(slices.Delete(lines, i, i+1), "")
		case 5:
			text = text[:from] + strings.Repeat([]string{"==", "**A**[^a1]", "\n", "|", "<!-- obelus:end -->", "{==", "</mark>", "\\"}[r.IntN(8)], 1+r.IntN(3)) + text[from:]
		}
	}
	return text
}

// checkDamaged reads a damaged export back: no mark stands on words that are
// neither its own nor, with its signs around them, told as edited.
func checkDamaged(tb checker, a export.Annotated, damaged string) (marks int) {
	tb.Helper()
	back, err := export.ReadBack(damaged)
	if err != nil {
		return 0
	}
	was := map[model.MarkID]string{}
	for _, m := range append(slices.Clone(a.Marks), a.Orphans...) {
		was[m.ID] = flat(m.Quote.Text)
	}
	doc := markdown.New(back.Text)
	hash := model.HashOf(back.Text)
	for _, in := range back.Marks {
		m := in.Mark
		if !m.Tag.Valid() || m.ID == "" || m.Updated.IsZero() {
			tb.Fatalf("half a mark comes back: %+v\n%s", m, damaged)
		}
		if m.Revision != hash {
			continue
		}
		if got := doc.Quote(m.Span).Text; flat(got) != flat(m.Quote.Text) {
			tb.Fatalf("a mark stands on %q and quotes %q\n%s", got, m.Quote.Text, damaged)
		}
		own, known := was[m.ID]
		if known && flat(m.Quote.Text) != own && !slices.Contains(in.Edited, "words") {
			tb.Fatalf("a mark on %q comes back on %q\n%s", own, m.Quote.Text, damaged)
		}
	}
	return len(back.Marks)
}

// TestDamagedExports damages exports of all styles at random.
func TestDamagedExports(t *testing.T) {
	t.Parallel()
	texts := ownTexts()
	times := 40
	if long() {
		times = 2000
	}
	tried, marks, all := 0, 0, 0
	for i, text := range texts {
		if len(text) > 4000 {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(i), 5))
		a := annotate(text, randomMarks(r, markdown.New(text), 6))
		for _, style := range export.MarksStyles() {
			out := exportedIn(t, a, style)
			for range times / 4 {
				tried++
				all += len(a.Marks)
				marks += checkDamaged(t, a, damage(r, out))
			}
		}
	}
	t.Logf("%d damaged exports gave %d of %d marks back", tried, marks, all)
	if marks*2 < all {
		t.Errorf("only %d of %d marks came back", marks, all)
	}
}

// TestDamagedGolden does the same with marks of every kind, as rapid draws them.
func TestDamagedGolden(t *testing.T) {
	t.Parallel()
	a := goldenBrief(t)
	out := map[export.MarksStyle]string{}
	for _, s := range export.MarksStyles() {
		out[s] = exportedIn(t, a, s)
	}
	rapid.Check(t, func(rt *rapid.T) {
		style := rapid.SampledFrom(export.MarksStyles()).Draw(rt, "style")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 3))
		checkDamaged(rt, a, damage(r, out[style]))
	})
}

// FuzzReadBack reads anything: it never panics, and what comes back is whole.
func FuzzReadBack(f *testing.F) {
	text := ownTexts()[0]
	a := annotate(text, randomMarks(rand.New(rand.NewPCG(1, 1)), markdown.New(text), 6))
	for _, s := range export.MarksStyles() {
		f.Add(exportedIn(f, a, s))
	}
	f.Add("<!-- obelus:brief {\"v\":1,\"front\":-1,\"bytes\":-5} -->\n\n<!-- obelus:end -->\n[^a1]: x\n\n    <!-- obelus:mark {\"id\":\"x\",\"at\":[[-1,\"==\"],[99,\"== **A**[^a1]\"]]} -->\n")
	f.Fuzz(func(t *testing.T, damaged string) {
		if len(damaged) > 1<<15 {
			t.Skip("long")
		}
		checkDamaged(t, export.Annotated{}, damaged)
	})
}

// TestAMovedParagraph: a paragraph that a person moves takes its marks with it,
// also those within one another, and nothing of their signs stays in the text.
func TestAMovedParagraph(t *testing.T) {
	paragraphs := []string{
		"The ministry said that nine ships wait. Two carry wheat.", "> \"We will not wait,\" said the harbour police.\n> They named no date.",
		"- Nobody believes the *figures* of March.\n- The crews left.", "The union denied the report on Tuesday. Its leader was away.", "Prices rose.",
	}
	text := strings.Join(paragraphs, "\n\n") + "\n"
	var marks []model.Mark
	for i, words := range []string{
		"The ministry said that nine ships wait.", "nine ships wait. Two carry", "\"We will not wait,\" said the harbour police.",
		"will not wait,\" said the harbour police. They named", "They named no date.", "Nobody believes the figures of March.", "figures",
		"The crews left.", "The union denied the report on Tuesday. Its leader was away.", "denied the report", "Prices rose.",
	} {
		span := markdown.New(text).Find(words)[0]
		marks = append(marks, model.Mark{
			ID: model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", i)), Span: span, Tag: model.Tags()[i%5],
			Analyst: "ora", Created: time.Unix(1, 0).UTC(), Updated: time.Unix(1, 0).UTC(), Details: model.Details{Status: model.Open},
		})
	}
	for _, style := range []export.MarksStyle{export.MarksHighlight, export.MarksHTML, export.MarksCritic} {
		out := exportedIn(t, annotate(text, marks), style)
		begin := strings.Index(out, "<!-- obelus:brief ")
		begin += strings.Index(out[begin:], "\n") + 1
		end := strings.Index(out, "<!-- obelus:end")
		body := strings.Trim(out[begin:end], "\n")
		marked := strings.Split(body, "\n\n")
		for from := range paragraphs {
			for to := range paragraphs {
				move := func(all []string) string {
					rest := slices.Delete(slices.Clone(all), from, from+1)
					return strings.Join(slices.Insert(rest, to, all[from]), "\n\n")
				}
				back := returned(t, swap(t, out, body, move(marked)))
				if back.Text != move(paragraphs)+"\n" || len(back.Refused) > 0 || told(back) != "" {
					t.Errorf("%s, %d to %d: %v %s\n%s", style, from, to, back.Refused, told(back), back.Text)
				}
				for _, in := range back.Marks {
					i := slices.IndexFunc(marks, func(m model.Mark) bool { return m.ID == in.Mark.ID })
					if got, want := in.Mark.Quote.Text, markdown.New(text).Quote(marks[i].Span).Text; got != want {
						t.Errorf("%s, %d to %d: a mark stands on %q, and stood on %q", style, from, to, got, want)
					}
				}
			}
		}
	}
}

// TestABreakTakenOut: white space at the ends of lines is given back to a text
// from which an editor took all of it, and not where a person took some of it.
func TestABreakTakenOut(t *testing.T) {
	text := "Rain fell.  \nWheat fell. \nPrices rose.  \nNobody paid.\n"
	span := markdown.New(text).Find("Nobody paid.")[0]
	out := exported(t, annotate(text, []model.Mark{{ID: "id-1", Span: span, Tag: model.Opinion, Created: time.Unix(1, 0), Updated: time.Unix(1, 0)}}))
	for _, c := range []struct{ name, edited, want string }{
		{"by hand", swap(t, out, "fell.  \nWheat", "fell.\nMaize"), "Rain fell.\nMaize fell. \nPrices rose.  \nNobody paid.\n"},
		{"by an editor", endOfLine.ReplaceAllString(swap(t, out, "Wheat", "Maize"), ""), "Rain fell.  \nMaize fell. \nPrices rose.  \nNobody paid.\n"},
	} {
		if back := returned(t, c.edited); back.Text != c.want || len(back.Marks) != 1 {
			t.Errorf("%s: %q, %v, want %q", c.name, back.Text, back.Refused, c.want)
		}
	}
}
