package export

import (
	"path/filepath"
	"time"

	"obelus/model"
)

// A Page is what a template is given as its dot: a brief and what its marks
// come to. Names and meanings here are kept; more may come.
//
// Whatever is of the brief or of an analyst is a Text, which prints itself as
// Markdown that shows exactly its words, on one line. So it can stand anywhere
// in a line, in a heading and in a table's cell. {{if .Speaker}} and
// {{eq .Tag "sourced"}} look at the words themselves.
type Page struct {
	Title    Text   // the brief's title
	Handling Text   // its TLP label or classification, as it words it
	Outlet   Text   // who published it
	Author   Text   // who wrote it
	Date     Text   // when, as it words it
	URL      Text   // where it was read
	File     Text   // the name of the file it was read from
	Brief    Text   // its id in the store
	Revision Text   // the first twelve digits of its text's SHA-256
	Words    int    // of its visible text
	Facts    []Text // what is known of the above, but for title and handling, to be put into one line
	Analysts []Text // whose marks these are, in the order of their first

	Finding    Text        // what its marks come to, in a sentence
	Counts     Counts      // the same in numbers
	Claims     []Claim     // its statements in document order: all marks but those on what claims nothing
	Nonclaims  []Claim     // those
	Missing    []Claim     // marks of an older text whose words are not in this one
	Questions  []Query     // what is to be asked of its author
	References int         // how often a reference is given
	Origins    []OriginOf  // where references have it from
	OneOrigin  []Claim     // statements all of whose references rest on one origin
	Speakers   []SpeakerOf // whom the brief attributes statements to; one without a name is nobody named
}

// Counts are how many marks and units there are of each kind.
type Counts struct {
	Statements int // marks on what the brief states
	Sourced    int // called sourced
	Referenced int // of those, with a reference
	Attributed int
	Unnamed    int // of those, to nobody named
	Opinion    int
	Unsourced  int
	Nonclaim   int
	Countable  int // units that could be marked
	Unread     int // of those, without a mark
	Coverage   int // marked units in every hundred that could be
}

// A Claim is a mark.
type Claim struct {
	ID, Label   Text // its id, and its label in the annotated Markdown
	Tag         Text // sourced, attributed, opinion, unsourced or nonclaim
	Kind        Text // the same as people read it: analyst opinion, no claim
	Letter      Text // S, A, O, ÷ or #
	Text        Text // the words of the brief
	Unit        int  // the unit that it begins in, from 1; 0 in Missing
	Speaker     Text
	Quotation   Text // direct, indirect or mixed
	References  []Reference
	Reliability Text // A to F
	Credibility Text // 1 to 6
	Basis       Text // judgement or assumption
	Likelihood  Text // the first term of its row
	Band        Text // the row's band, "55–80 %"
	Confidence  Text // low, moderate or high
	Status      Text // open, checked or disputed
	Note        Text
	Whence      Text // who says so, or where it is read, as the table of statements has it
	Judged      Text // how it was rated, likewise
	Doubt       Text // why it is to be confirmed; "" where it is sure
	Analyst     Text
	Created     Text // the day, 2026-03-04, UTC
	Updated     Text
}

// A Reference is one of a claim's.
type Reference struct{ Title, URL, Date, Locator, Origin, AddedBy Text }

// A Query is a question and the claim that it is about.
type Query struct {
	Number int // from 1
	Ask    Text
	Claim  Claim
}

// An OriginOf is where references have it from, and who gives them.
type OriginOf struct {
	Name       Text
	References []Reference
	Claims     []Claim
}

// A SpeakerOf is somebody whom statements are attributed to.
type SpeakerOf struct {
	Name   Text
	Claims []Claim
}

// pageOf makes the page of a.
func pageOf(a Annotated) Page {
	a.Marks = sortedMarks(a.Marks)
	claims := make([]Claim, len(a.Marks))
	for i, s := range signsOf(a) {
		claims[i] = a.claimOf(a.Marks[i], s.label)
		if len(a.Units) > 0 {
			claims[i].Unit = a.unitAt(a.Marks[i].Span.Start)
		}
	}
	p := Page{
		Title: Text(titleOf(a)), Handling: Text(handling(a)), Outlet: Text(a.Brief.Outlet), Author: Text(a.Brief.Author),
		Date: Text(a.Brief.Date), URL: Text(a.Brief.URL), Brief: Text(a.Brief.ID), Revision: Text(a.hash()[:12]), Words: a.Revision.Words,
		Finding: Text(sentence(a.Tally)), Counts: countsOf(a),
	}
	if path := a.Brief.Path(); path != "" {
		p.File = Text(filepath.Base(path))
	}
	for _, f := range facts(a) {
		p.Facts = append(p.Facts, Text(f.words()))
	}
	for _, name := range analysts(a.Marks) {
		p.Analysts = append(p.Analysts, Text(name))
	}
	for i, c := range claims {
		if a.Marks[i].Tag == model.Nonclaim {
			p.Nonclaims = append(p.Nonclaims, c)
		} else {
			p.Claims = append(p.Claims, c)
		}
	}
	for _, m := range a.Orphans {
		p.Missing = append(p.Missing, a.claimOf(m, a.Labels[m.ID]))
	}
	for i, q := range questions(a.Marks) {
		p.Questions = append(p.Questions, Query{i + 1, Text(q.ask), claims[q.mark]})
	}
	p.addSources(summarise(a.called()), claims)
	return p
}

// addSources puts what is known of sources into p.
func (p *Page) addSources(s sources, claims []Claim) {
	pick := func(marks []int) []Claim {
		list := make([]Claim, 0, len(marks))
		for _, i := range marks {
			list = append(list, claims[i])
		}
		return list
	}
	p.References, p.OneOrigin = s.references, pick(s.single)
	for _, o := range s.origins {
		p.Origins = append(p.Origins, OriginOf{Text(o.name), referencesOf(o.references), pick(o.marks)})
	}
	for _, sp := range s.speakers {
		p.Speakers = append(p.Speakers, SpeakerOf{Text(sp.name), pick(sp.marks)})
	}
}

func countsOf(a Annotated) Counts {
	t := a.Tally
	return Counts{
		Statements: t.Statements(), Sourced: t.Tags[model.Sourced], Referenced: t.Referenced(), Attributed: t.Tags[model.Attributed],
		Unnamed: t.Unnamed, Opinion: t.Tags[model.Opinion], Unsourced: t.Tags[model.Unsourced], Nonclaim: t.Tags[model.Nonclaim],
		Countable: t.Countable, Unread: t.Unread(), Coverage: int(100 * t.Coverage()),
	}
}

// claimOf is m as templates see it: with the details that fit its tag.
func (a Annotated) claimOf(m model.Mark, label model.Label) Claim {
	d := shownDetails(m.Tag, m.Details)
	c := Claim{
		ID: Text(m.ID), Label: Text(label), Tag: Text(m.Tag), Kind: Text(m.Tag.Words()), Letter: Text(m.Tag.Glyph()), Text: Text(m.Quote.Text),
		Speaker: Text(d.Speaker), Quotation: Text(d.Quotation), References: referencesOf(d.References),
		Reliability: Text(d.Reliability), Credibility: Text(d.Credibility),
		Basis: Text(d.Basis), Likelihood: Text(d.Likelihood), Confidence: Text(d.Confidence), Status: Text(d.Status), Note: Text(d.Note),
		Judged: Text(judgedWords(m)), Doubt: Text(a.doubtWords(m)),
		Analyst: Text(m.Analyst), Created: dayOf(m.Created), Updated: dayOf(m.Updated),
	}
	if t, ok := model.TermFor(model.LikelihoodTerms(), string(d.Likelihood)); ok {
		c.Band = Text(t.Meaning)
	}
	words, _ := whenceWords(m)
	c.Whence = Text(words)
	return c
}

func referencesOf(list []model.Reference) []Reference {
	refs := make([]Reference, 0, len(list))
	for _, r := range list {
		refs = append(refs, Reference{Text(r.Title), Text(r.URL), Text(r.Date), Text(r.Locator), Text(r.Origin), Text(r.AddedBy)})
	}
	return refs
}

func dayOf(t time.Time) Text {
	if t.IsZero() {
		return ""
	}
	return Text(t.UTC().Format(time.DateOnly))
}
