package desk

import (
	"context"
	"iter"
	"slices"
	"sort"

	"obelus/briefs/export"
	"obelus/model"
)

// Stats are what the marks of a brief come to, or of several.
type Stats struct {
	Brief     model.Brief // of several the zero Brief
	Briefs    int
	Tags      map[model.Tag]int // of marks that have a place in the newest text
	Unnamed   int               // attributed marks that name nobody
	Hollow    int               // sourced marks without a reference
	Countable int               // units that count
	Marked    int               // countable units at least half of whose letters are under marks
	Orphans   int               // marks that have no place in the newest text, and were not left out of it
	Unsure    int               // marks to confirm
	Sections  []Section         // of one brief, in order
	Speakers  []SpeakerUse      // those of one name or several, the most quoted first

	References  int      // each time one is given
	Cited       int      // marks that give any
	Origins     []string // that references rest on, each once
	Reliability map[model.Reliability]int
	Credibility map[model.Credibility]int
	Single      []SingleOrigin // claims all of whose references rest on one origin
}

// A Section is what stands below a heading, up to the next one of any level.
type Section struct {
	Heading   string // "" before the first
	Level     int    // 1 to 6; 0 before the first heading
	Start     int    // where it begins, in bytes of the brief text
	Tags      map[model.Tag]int
	Countable int
	Marked    int
}

// A SingleOrigin is a claim that rests on one origin.
type SingleOrigin struct {
	Brief  model.BriefID
	Mark   model.MarkID
	Label  model.Label
	Origin string
}

// Coverage is marked countable units over countable units; 1 where there is
// nothing to count.
func (s Stats) Coverage() float64 { return coverage(s.Marked, s.Countable) }

// Coverage is that of the section.
func (s Section) Coverage() float64 { return coverage(s.Marked, s.Countable) }

func coverage(marked, countable int) float64 {
	if countable == 0 {
		return 1
	}
	return float64(marked) / float64(countable)
}

// Stats yields what the marks of these briefs come to, or with none of all on
// the shelf in the order of their arrival, a brief at a time; of one analyst, or
// ("") of all. An error ends it.
func (d *Desk) Stats(ctx context.Context, briefs []*Opened, of model.Analyst) iter.Seq2[Stats, error] {
	return func(yield func(Stats, error) bool) {
		speakers, err := d.Speakers(ctx)
		if err != nil {
			yield(Stats{}, err)
			return
		}
		for o, err := range d.each(ctx, briefs) {
			var s Stats
			if err == nil {
				s, err = d.statsOf(ctx, o, of, speakers)
			}
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// each yields these briefs, or with none all on the shelf, each read when it is
// wanted.
func (d *Desk) each(ctx context.Context, briefs []*Opened) iter.Seq2[*Opened, error] {
	return func(yield func(*Opened, error) bool) {
		for _, o := range briefs {
			if !yield(o, nil) {
				return
			}
		}
		if len(briefs) > 0 {
			return
		}
		ids, err := d.arrivals(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, id := range ids {
			o, err := d.onShelf(ctx, id)
			if o == nil && err == nil {
				continue // it went meanwhile
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}

// onShelf opens the newest text of a brief; nil where it is not on the shelf.
func (d *Desk) onShelf(ctx context.Context, id model.BriefID) (o *Opened, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		o = nil
		b, ok, err := tx.Brief(id)
		if err != nil || !ok || b.Removed {
			return err
		}
		o, err = fromStore(tx, b, b.Newest())
		return err
	})
	return o, err
}

func (d *Desk) statsOf(ctx context.Context, o *Opened, of model.Analyst, speakers model.Speakers) (Stats, error) {
	here, orphans, err := d.readMarks(ctx, o)
	if err != nil {
		return Stats{}, err
	}
	if of != "" {
		others := func(v MarkView) bool { return v.Analyst != of }
		here, orphans = slices.DeleteFunc(here, others), slices.DeleteFunc(orphans, others)
	}
	marks, units := plain(here), Units(o.Doc)
	counter := NewCounter(o.Doc, units)
	t := counter.Count(marks)
	s := Stats{
		Brief: o.Brief, Briefs: 1, Tags: t.Tags, Unnamed: t.Unnamed, Hollow: t.Hollow, Countable: t.Countable, Marked: t.Marked,
		Unsure: countOf(here, MarkView.Unsure), Orphans: len(orphans) - countOf(orphans, MarkView.Left),
	}
	progress := counter.Progress()
	progress.Update(marks)
	s.Sections = sectionsOf(ctx, o, units, marks, progress.Unit)
	uses := newSpeakerUses(speakers)
	uses.add(marks)
	s.Speakers = uses.list()
	sources, labels := export.Summarise(marks), labelsOn(o.Doc, units, marks, nil)
	s.References, s.Cited, s.Origins = sources.References, sources.Cited, sources.Origins
	s.Reliability, s.Credibility = sources.Reliability, sources.Credibility
	for _, single := range sources.Single {
		m := &marks[single.Mark]
		s.Single = append(s.Single, SingleOrigin{m.Brief, m.ID, labels[m.ID], single.Origin})
	}
	return s, ctx.Err()
}

// countOf counts the views that are so.
func countOf(views []MarkView, so func(MarkView) bool) (n int) {
	for _, v := range views {
		if so(v) {
			n++
		}
	}
	return n
}

// sectionsOf counts o's units and marks by the headings that they stand below.
// What stands before the first heading is a section only where something does.
func sectionsOf(ctx context.Context, o *Opened, units []model.Unit, marks []model.Mark, unit func(n int) (countable, marked bool)) []Section {
	sections := []Section{{Tags: map[model.Tag]int{}}}
	for _, h := range o.Doc.Headings(ctx) {
		sections = append(sections, Section{Heading: h.Text, Level: h.Level, Start: h.Span.Start, Tags: map[model.Tag]int{}})
	}
	at := func(offset int) *Section {
		return &sections[max(0, sort.Search(len(sections), func(i int) bool { return sections[i].Start > offset })-1)]
	}
	for _, u := range units {
		countable, marked := unit(u.N)
		in := at(u.Span.Start)
		if countable {
			in.Countable++
		}
		if marked {
			in.Marked++
		}
	}
	for i := range marks {
		at(marks[i].Span.Start).Tags[marks[i].Tag]++
	}
	if first := sections[0]; len(sections) > 1 && first.Countable == 0 && len(first.Tags) == 0 {
		return sections[1:]
	}
	return sections
}

// A StatsTotal adds up what the marks of briefs come to.
type StatsTotal struct {
	sum     Stats
	uses    *speakerUses
	origins map[string]bool // folded
}

// NewStatsTotal begins a total; speakers says which of their names are one.
func NewStatsTotal(speakers model.Speakers) *StatsTotal {
	return &StatsTotal{
		sum:  Stats{Tags: map[model.Tag]int{}, Reliability: map[model.Reliability]int{}, Credibility: map[model.Credibility]int{}},
		uses: newSpeakerUses(speakers), origins: map[string]bool{},
	}
}

// Add adds a brief's.
func (t *StatsTotal) Add(s Stats) {
	t.sum.Briefs += s.Briefs
	t.sum.Unnamed += s.Unnamed
	t.sum.Hollow += s.Hollow
	t.sum.Countable += s.Countable
	t.sum.Marked += s.Marked
	t.sum.Orphans += s.Orphans
	t.sum.Unsure += s.Unsure
	t.sum.References += s.References
	t.sum.Cited += s.Cited
	t.sum.Single = append(t.sum.Single, s.Single...)
	addCounts(t.sum.Tags, s.Tags)
	addCounts(t.sum.Reliability, s.Reliability)
	addCounts(t.sum.Credibility, s.Credibility)
	t.uses.merge(s.Speakers)
	for _, o := range s.Origins {
		if key := model.FoldSpeaker(o); !t.origins[key] {
			t.origins[key] = true
			t.sum.Origins = append(t.sum.Origins, o)
		}
	}
}

// Sum is what was added so far.
func (t *StatsTotal) Sum() Stats {
	s := t.sum
	s.Speakers = t.uses.list()
	return s
}

func addCounts[K comparable](to, from map[K]int) {
	for k, n := range from {
		to[k] += n
	}
}
