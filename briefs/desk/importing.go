package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"obelus/briefs/markdown"
	"obelus/model"
)

// An ImportFile is what a file from elsewhere holds, read but not looked at yet.
type ImportFile struct {
	Name  string             // of the file, for people
	Text  string             // the brief text that it carries; "" where it carries none, unless it is Whole
	Whole bool               // it carries a brief, whose text can be empty
	Title string             // of that brief, where somebody gave it one
	About *model.Particulars // of that brief, where they are known beyond its text; nil for none
	Brief model.BriefID
	Of    model.Hash // the text that it was exported from; "" where that is not said
	Marks []model.Incoming
	// Refused is what could not be read of it.
	Refused []model.Refusal
}

// ImportOptions says what an import may take for granted.
type ImportOptions struct {
	Brief *Opened   // the brief that marks are on where the file does not say it
	Tag   model.Tag // of marks that have none of ours; "" refuses them
}

// A Came is what became of a mark that came in.
type Came string

// What becomes of marks that come in.
const (
	CameNew     Came = "new"     // it was not there
	CameSame    Came = "same"    // it was there as it is
	CameChanged Came = "changed" // it is newer than what was there, and stands in its place
	CameOlder   Came = "older"   // what was there is newer, and stays
	CameGone    Came = "removed" // its analyst removed it after it was changed here
)

// An Arrival is a mark that came in, with what became of it.
type Arrival struct {
	Where  string // in its file
	Came   Came
	Theirs model.Mark  // as it came, in its place here
	Was    *model.Mark // as it was here; nil where it was not
	Since  time.Time   // when it became that here, which can be later than Was says: by undo
	Edited []string    // what a person changed in the file
}

// Change is what the mark was here and became; nil where it was not.
func (a Arrival) Change() model.MarkChange {
	c := model.MarkChange{Before: a.Was}
	if a.Came != CameGone {
		c.After = &a.Theirs
	}
	return c
}

// Imported says what an import did.
type Imported struct {
	Outcome
	Arrivals []Arrival
	Refused  []model.Refusal
	Brief    model.BriefID   // whose text the file carries; "" where it carries none
	Briefs   []model.BriefID // that came, came back onto the shelf, or got a new text
}

// Count is how many marks came so.
func (i Imported) Count(c Came) int {
	n := 0
	for _, a := range i.Arrivals {
		if a.Came == c {
			n++
		}
	}
	return n
}

// Import brings the marks of a file in, with the brief that it carries, in one
// change: all that can be used, each mark whole or not at all. Of two states of
// a mark the newer one stands, by when it was made; what a person edited in the
// file is newer than anything. The other state stays in the journal. What cannot
// be used is refused, with the reason.
func (d *Desk) Import(ctx context.Context, f ImportFile, opts ImportOptions) (Imported, error) {
	im := &importing{desk: d, ctx: ctx, opts: opts, file: f, goals: map[goal]*landing{}, briefs: map[model.BriefID]*landing{}}
	im.done.Refused = f.Refused
	if err := im.place(); err != nil {
		return Imported{}, err
	}
	im.file.Refused = im.done.Refused
	err := d.store.Write(ctx, im.write)
	out, err := d.settle(im.done.Outcome, err)
	im.done.Outcome = out
	if err != nil {
		return Imported{}, err
	}
	for _, l := range im.landings {
		l.opened.parsed.settled.Store(true)
	}
	return im.done, nil
}

// An importing is one import under way.
type importing struct {
	desk     *Desk
	ctx      context.Context
	opts     ImportOptions
	file     ImportFile
	goals    map[goal]*landing          // by what the file says of the brief; nil for none
	briefs   map[model.BriefID]*landing // by what the brief is
	landings []*landing
	text     *landing // that the file carries; nil where it carries none
	landed   []landed
	shelf    *shelving                         // looked at once; nil before
	crowded  map[string]bool                   // addresses that several briefs are of
	olds     map[model.Hash]*markdown.Document // texts that marks stood on; nil for one that the store has not
	pending  map[model.MarkID]int              // marks that the change touches already, and where
	done     Imported
}

// A goal is what a file says of the brief that a mark is on.
type goal struct {
	brief  model.BriefID
	text   model.Hash
	source string
}

// A landing is a brief that marks of the file come to.
type landing struct {
	opened  *Opened
	keep    bool // the file carries its text
	arrived bool // that text was not the brief's newest before
	id      model.BriefID
	points  *points // of its visible text, made when it is wanted first
}

// A landed is a mark that has its place.
type landed struct {
	in model.Incoming
	on *landing
}

// write decides on all marks and applies what is to change.
func (im *importing) write(tx WriteTx) error {
	im.done, im.pending = Imported{Refused: slices.Clone(im.file.Refused)}, map[model.MarkID]int{}
	c := model.Change{Time: im.desk.at(), Verb: model.VerbImport}
	for _, l := range im.landings {
		if err := im.keep(tx, l, &c); err != nil {
			return err
		}
	}
	stamps := map[model.BriefID]stamps{}
	for _, l := range im.landed {
		known, ok := stamps[l.on.id]
		if !ok {
			var err error
			if known, err = stampsOf(tx, l.on.id); err != nil {
				return err
			}
			stamps[l.on.id] = known
		}
		if err := im.decide(tx, l, known, &c); err != nil {
			return err
		}
	}
	im.done.Message, im.done.Brief = im.summary(c), im.brief()
	c.Marks = slices.DeleteFunc(c.Marks, func(m model.MarkChange) bool { return m.Before == nil && m.After == nil })
	if c.Empty() {
		return errNothing
	}
	c.Brief = oneBrief(c)
	var err error
	im.done.Change, err = im.desk.commit(tx, c)
	return err
}

// keep stores the text that the file carries, and finds where its marks go. A
// brief that is not on the shelf comes back onto it: nobody looks for its marks
// elsewhere.
func (im *importing) keep(tx WriteTx, l *landing, c *model.Change) error {
	l.id = l.opened.Brief.ID
	if !l.keep && l.opened.known {
		if b, there, err := tx.Brief(l.id); err != nil || there && !b.Removed {
			return err
		}
	}
	kept, err := im.desk.keepIn(tx, l.opened, c.Time, false)
	if err != nil {
		return err
	}
	l.id = kept.brief.ID
	c.Briefs = append(c.Briefs, kept.briefs...)
	for _, m := range kept.marks {
		im.change(c, m)
	}
	if len(kept.briefs) > 0 {
		was := kept.briefs[0].Before
		l.arrived = was == nil || was.Newest().Hash != l.opened.Revision.Hash
		im.done.Briefs = append(im.done.Briefs, l.id)
		return tx.Touch(l.id, l.opened.path, c.Time)
	}
	return nil
}

// decide says what becomes of one mark, and adds that to c.
func (im *importing) decide(tx ReadTx, l landed, known stamps, c *model.Change) error {
	theirs := l.in.Mark
	theirs.Brief = l.on.id
	mine, there, err := im.here(tx, theirs.ID, c)
	if err != nil {
		return err
	}
	theirs.Analyst = cmp.Or(theirs.Analyst, mine.Analyst, im.desk.analyst) // who does not say it means no other
	if there {
		if why, err := im.anothers(tx, l, mine, theirs); err != nil || why != "" {
			im.refuse(l.in, why)
			return err
		}
	}
	a := Arrival{Where: l.in.Where, Theirs: theirs, Edited: l.in.Edited, Came: CameNew}
	at := l.in.Made()
	if theirs.Updated.IsZero() { // it does not say when, and so is older than any that does
		theirs.Created, theirs.Updated = c.Time, c.Time
	}
	if len(l.in.Edited) > 0 {
		if there && known[mine.ID].at.After(at) {
			theirs = l.onto(mine)
		}
		at, theirs.Updated = c.Time, c.Time
	}
	if there {
		a.Was, a.Since = &mine, known[mine.ID].at
		a.Came = cameOf(mine, a.Since, theirs, at, l.in)
	} else if l.in.Gone {
		a.Came = CameSame
	}
	if a.Theirs = theirs; a.Came == CameOlder {
		a.Theirs.Created, a.Theirs.Updated = l.in.Mark.Created, l.in.Mark.Updated // as far as the file says it
	}
	im.done.Arrivals = append(im.done.Arrivals, a)
	change := model.MarkChange{Before: a.Was, After: &a.Theirs}
	switch a.Came {
	case CameGone:
		change.After = nil
	case CameSame, CameOlder:
		if change.After = l.carriedAlong(mine, there); change.After == nil {
			return nil
		}
		at = known[mine.ID].at // which is no new judgement
	}
	if !at.Equal(c.Time) {
		change.At = at
	}
	im.change(c, change)
	return nil
}

// here is a mark as it is, or as the change leaves it so far: it came with a
// sample, or stands twice in the file.
func (im *importing) here(tx ReadTx, id model.MarkID, c *model.Change) (m model.Mark, there bool, err error) {
	if i, pending := im.pending[id]; pending && c.Marks[i].After != nil {
		return *c.Marks[i].After, true, nil
	}
	return tx.Mark(id)
}

// anothers says why a mark that is here is not the one that came, though it has
// its id: it is another analyst's, unless a person wrote the other name into the
// file; or it is on another brief, from which no file takes it away.
func (im *importing) anothers(tx ReadTx, l landed, mine, theirs model.Mark) (why string, err error) {
	switch {
	case mine.Analyst != theirs.Analyst && !slices.Contains(l.in.Edited, "analyst"):
		return "it is a mark of " + model.CleanLine(string(mine.Analyst)), nil
	case mine.Brief != theirs.Brief:
		b, _, err := tx.Brief(mine.Brief)
		return fmt.Sprintf("it is on another brief here: %s (%s)", model.CleanLine(b.Title), model.CleanLine(string(mine.Brief))), err
	}
	return "", nil
}

// onto is mine, which was changed here since the file was written, with what was
// edited in the file.
func (l landed) onto(mine model.Mark) model.Mark {
	merged := l.in.Onto(mine)
	merged.Brief = l.on.id
	if along := l.carriedAlong(merged, true); along != nil {
		return *along
	}
	return merged
}

// carriedAlong is mine where its signs stand in a text that came with the file
// just now; nil where there is no such text, or mine stands there already.
func (l landed) carriedAlong(mine model.Mark, there bool) *model.Mark {
	m := l.in.Mark
	if !there || l.in.Gone || !l.on.arrived || m.Revision != l.on.opened.Revision.Hash || mine.Revision == m.Revision {
		return nil
	}
	mine = mine.Clone()
	mine.Revision, mine.Span, mine.Quote, mine.Left = m.Revision, m.Span, m.Quote, ""
	return &mine
}

// cameOf decides between the state of a mark that is here, made at since, and
// one that came in, made at.
func cameOf(mine model.Mark, since time.Time, theirs model.Mark, at time.Time, in model.Incoming) Came {
	newer := len(in.Edited) > 0 || at.After(since)
	switch {
	case in.Gone && newer:
		return CameGone
	case in.Gone:
		return CameOlder
	case sameJudgement(mine, theirs):
		return CameSame
	case newer:
		return CameChanged
	case theirs.Updated.Equal(mine.Updated) && theirs.Tag == mine.Tag && theirs.Details.Alike(mine.Details):
		return CameSame // it came through an editor, or stands on another text
	}
	return CameOlder
}

// sameJudgement reports whether two states of a mark say the same, whenever that
// was said.
func sameJudgement(a, b model.Mark) bool {
	a.Updated, a.Created = b.Updated, b.Created
	return a.Equal(b)
}

// change adds a change of a mark to c, in one with what c does to it already.
func (im *importing) change(c *model.Change, change model.MarkChange) {
	id := change.Mark().ID
	i, pending := im.pending[id]
	if !pending {
		im.pending[id] = len(c.Marks)
		c.Marks = append(c.Marks, change)
		return
	}
	change.Before = c.Marks[i].Before
	c.Marks[i] = change
}

// hasNewText reports whether c gives a brief that was there another text.
func hasNewText(c model.BriefChange) bool {
	return c.Before != nil && c.After != nil && len(c.After.Revisions) > len(c.Before.Revisions)
}

// summary says in one line what came.
func (im *importing) summary(c model.Change) string {
	text := fmt.Sprintf("%s: %s new, %d the same, %d changed", model.CleanLine(im.file.Name),
		plural(im.done.Count(CameNew), "mark", "marks"), im.done.Count(CameSame), im.done.Count(CameChanged))
	for _, more := range []struct {
		n    int
		what string
	}{
		{im.done.Count(CameOlder), "older than here, left out"}, {im.done.Count(CameGone), "removed"}, {len(im.done.Refused), "refused"},
	} {
		if more.n > 0 {
			text += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	if slices.ContainsFunc(c.Briefs, hasNewText) {
		text += "; the brief has a new text"
	}
	return text
}
