package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// A fact is a line of what marks come to: what it is about, and what it says.
type fact struct{ term, what string }

// factCells is how many cells the terms of facts take.
const factCells = 14

// mostSingle is how many claims that rest on one origin are named.
const mostSingle = 20

// factsOf are the lines of a block: those that have something to say.
func factsOf(s desk.Stats) []fact {
	claims := s.Tags[model.Sourced] + s.Tags[model.Attributed] + s.Tags[model.Opinion]
	facts := []fact{
		{"claims", fmt.Sprintf("%d: sourced %s, attributed %s, opinion %d", claims,
			lacking(s.Tags[model.Sourced], s.Hollow, "without a reference"), lacking(s.Tags[model.Attributed], s.Unnamed, "to nobody named"), s.Tags[model.Opinion])},
		{"findings", fmt.Sprintf("unsourced %d, no claim %d", s.Tags[model.Unsourced], s.Tags[model.Nonclaim])},
		{"marked", fmt.Sprintf("%d of %s, %d %%", s.Marked, counted(s.Countable, "unit"), int(100*s.Coverage()))},
	}
	if s.Orphans+s.Unsure > 0 {
		facts = append(facts, fact{"to look at", fmt.Sprintf("%d whose words are not in the newest text, %d found there and not confirmed", s.Orphans, s.Unsure)})
	}
	if rated := gradeLine(model.ReliabilityTerms(), s.Reliability); rated != "" {
		facts = append(facts, fact{"reliability", rated})
	}
	if rated := gradeLine(model.CredibilityTerms(), s.Credibility); rated != "" {
		facts = append(facts, fact{"credibility", rated})
	}
	if s.References == 0 {
		return append(facts, fact{"references", "none is given"})
	}
	facts = append(facts, fact{"references", fmt.Sprintf("%d in %s, from %s", s.References, counted(s.Cited, "claim"), counted(len(s.Origins), "origin"))})
	if len(s.Single) == 0 {
		return facts
	}
	single := counted(len(s.Single), "claim") + map[bool]string{true: " rests", false: " rest"}[len(s.Single) == 1] + " on one alone"
	if s.Briefs == 1 {
		single += ": " + singleLine(s.Single)
	}
	return append(facts, fact{"origins", single})
}

// singleLine names claims by the origin that they rest on.
func singleLine(single []desk.SingleOrigin) string {
	var origins []string
	by := map[string][]string{}
	for _, c := range single[:min(len(single), mostSingle)] {
		name := model.CleanLine(c.Origin)
		if by[name] == nil {
			origins = append(origins, name)
		}
		by[name] = append(by[name], string(c.Label))
	}
	for i, o := range origins {
		origins[i] = strings.Join(by[o], ", ") + " (" + o + ")"
	}
	if more := len(single) - mostSingle; more > 0 {
		origins = append(origins, fmt.Sprintf("%d more", more))
	}
	return strings.Join(origins, "; ")
}

// lacking is a number with how many of them lack something.
func lacking(n, without int, what string) string {
	if without == 0 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d (%d %s)", n, without, what)
}

// gradeLine counts grades in the order of their terms; "" where nothing is
// graded.
func gradeLine[G ~string](terms []model.Term, counts map[G]int) string {
	var parts []string
	for _, t := range terms {
		if n := counts[G(t.Value)]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s %d", t.Value, t.Meaning, n))
		}
	}
	if n := counts[""]; n > 0 && len(parts) > 0 {
		parts = append(parts, fmt.Sprintf("not graded %d", n))
	}
	return strings.Join(parts, ", ")
}

// fitted is text on one line of at most width cells.
func fitted(text string, width int) string { return ansi.Truncate(text, width, "…") + "\n" }

// wrapped is text in lines of at most width cells. A number stays with the word
// before it, which it counts; behind a comma it stays with the one after it, and
// so does a single letter: those are grades.
func wrapped(text string, width int) []string {
	const bound = "\u00a0" // CleanLine leaves none
	var b strings.Builder
	counts := func(word string) bool { return strings.Trim(word, "0123456789%,:;") == "" }
	ends := func(word string) bool { return strings.HasSuffix(word, ",") || strings.HasSuffix(word, ":") }
	words := strings.Fields(model.CleanLine(text))
	for i, word := range words {
		switch {
		case i == 0:
		case counts(word) && !ends(words[i-1]), (counts(words[i-1]) || len(words[i-1]) == 1) && !ends(words[i-1]) && (i == 1 || ends(words[i-2])):
			b.WriteString(bound)
		default:
			b.WriteString(" ")
		}
		b.WriteString(word)
	}
	return strings.Split(strings.ReplaceAll(ansi.Wrap(b.String(), max(minFlex, width), " "), bound, " "), "\n")
}

// statsJSON is what the marks of a brief come to, as scripts see it.
type statsJSON struct {
	Brief    model.BriefID `json:"brief"`
	Title    string        `json:"title"`
	Sections []sectionJSON `json:"sections"`
	sumJSON
}

// totalJSON is what those of several come to.
type totalJSON struct {
	Briefs int `json:"briefs"`
	sumJSON
}

// sumJSON is what both say.
type sumJSON struct {
	Marks            tagCounts     `json:"marks"`
	NobodyNamed      int           `json:"nobody_named"`
	ReferenceMissing int           `json:"reference_missing"`
	Orphans          int           `json:"orphans"`
	ToConfirm        int           `json:"to_confirm"`
	Countable        int           `json:"countable"`
	Marked           int           `json:"marked"`
	Unread           int           `json:"unread"`
	Coverage         float64       `json:"coverage"`
	Speakers         []speakerJSON `json:"speakers"`
	Reliability      []gradeJSON   `json:"reliability"` // grades that are given, and "" for none
	Credibility      []gradeJSON   `json:"credibility"`
	References       int           `json:"references"`
	Cited            int           `json:"cited"` // marks that give references
	Origins          []string      `json:"origins"`
	SingleOrigin     []singleJSON  `json:"single_origin"` // claims that rest on one origin
}

type sectionJSON struct {
	Heading   string    `json:"heading"` // "" before the first
	Level     int       `json:"level"`
	Start     int       `json:"start"`
	Marks     tagCounts `json:"marks"`
	Countable int       `json:"countable"`
	Marked    int       `json:"marked"`
	Unread    int       `json:"unread"`
	Coverage  float64   `json:"coverage"`
}

type gradeJSON struct {
	Grade string `json:"grade"`
	Marks int    `json:"marks"`
}

type singleJSON struct {
	Brief  model.BriefID `json:"brief"`
	Mark   model.MarkID  `json:"mark"`
	Label  model.Label   `json:"label"`
	Origin string        `json:"origin"`
}

func toStatsJSON(s desk.Stats) statsJSON {
	sections := orEmpty(s.Sections, func(s desk.Section) sectionJSON {
		return sectionJSON{s.Heading, s.Level, s.Start, toTagCounts(s.Tags), s.Countable, s.Marked, s.Countable - s.Marked, s.Coverage()}
	})
	return statsJSON{s.Brief.ID, s.Brief.Title, sections, toSumJSON(s)}
}

func toSumJSON(s desk.Stats) sumJSON {
	return sumJSON{
		Marks: toTagCounts(s.Tags), NobodyNamed: s.Unnamed, ReferenceMissing: s.Hollow, Orphans: s.Orphans, ToConfirm: s.Unsure,
		Countable: s.Countable, Marked: s.Marked, Unread: s.Countable - s.Marked, Coverage: s.Coverage(),
		Speakers:    orEmpty(s.Speakers, toSpeakerJSON),
		Reliability: toGrades(model.ReliabilityTerms(), s.Reliability), Credibility: toGrades(model.CredibilityTerms(), s.Credibility),
		References: s.References, Cited: s.Cited, Origins: slices.Concat([]string{}, s.Origins),
		SingleOrigin: orEmpty(s.Single, func(c desk.SingleOrigin) singleJSON { return singleJSON(c) }),
	}
}

func toGrades[G ~string](terms []model.Term, counts map[G]int) []gradeJSON {
	grades := []gradeJSON{}
	for _, t := range append(slices.Clone(terms), model.Term{}) {
		if n := counts[G(t.Value)]; n > 0 {
			grades = append(grades, gradeJSON{t.Value, n})
		}
	}
	return grades
}

// statsJSONList prints an object: briefs as they come, then their total.
type statsJSONList struct {
	out  *streamed
	list jsonList
	some bool
}

func (l *statsJSONList) begin() error {
	if l.some {
		return nil
	}
	l.some = true
	return l.out.write("{\n  \"briefs\": ")
}

func (l *statsJSONList) brief(s desk.Stats) error {
	if err := l.begin(); err != nil {
		return err
	}
	return l.list.add(toStatsJSON(s))
}

func (l *statsJSONList) end(sum desk.Stats) error {
	if err := l.begin(); err != nil {
		return err
	}
	if err := l.list.end(); err != nil {
		return err
	}
	text, err := indented(totalJSON{sum.Briefs, toSumJSON(sum)}, "  ")
	if err != nil {
		return err
	}
	return l.out.write(",\n  \"total\": " + text + "\n}\n")
}
