package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"obelus/briefs/markdown"
	"obelus/briefs/share"
	"obelus/model"
)

// place finds the brief and the place of every mark of the file; what has none
// is refused.
func (im *importing) place() error {
	if err := im.carried(); err != nil {
		return err
	}
	for _, in := range im.file.Marks {
		if err := im.ctx.Err(); err != nil {
			return err
		}
		l, why, err := im.landingOf(in)
		if err != nil {
			return err
		}
		if why == "" {
			why = im.tagged(&in)
		}
		if why != "" {
			im.refuse(in, why)
			continue
		}
		in.Mark.ID = importedID(in, l.opened.Brief.ID)
		if in.Mark.Created.IsZero() {
			in.Mark.Created = in.Mark.Updated
		}
		stands, err := im.stands(l, &in)
		if err != nil {
			return err
		}
		if !in.Gone && !stands {
			why = l.find(&in)
		}
		if err := share.Sound(share.StateOf(in.Mark, in.Made(), in.Gone)); why == "" && err != nil {
			why = err.Error()
		}
		if why != "" {
			im.refuse(in, why)
			continue
		}
		im.landed = append(im.landed, landed{in, l})
	}
	return nil
}

// carried opens the text that the file carries.
func (im *importing) carried() error {
	if im.file.Text == "" && !im.file.Whole {
		return nil
	}
	if len(im.file.Text) > maxBytes {
		return tooLarge("the brief in "+model.CleanLine(im.file.Name), maxBytes)
	}
	src := source{name: im.file.Name, raw: im.file.Text}
	o, _, err := read(&src, intake{format: model.FormatMarkdown})
	if err != nil {
		return err
	}
	err = im.desk.store.Read(im.ctx, func(tx ReadTx) error { return im.identify(tx, o) })
	if err != nil {
		return err
	}
	if im.opts.Brief != nil && !o.known { // what says which brief it is need not be told
		o.Brief, o.known = im.opts.Brief.Brief, im.opts.Brief.known
	}
	if t := titleLine(im.file.Title); t != "" && !o.known {
		o.Brief.Title, o.Brief.Titled = t, true
	}
	if p := im.file.About; p != nil && !o.known {
		own := *p
		if own.Title = titleLine(p.Title); own.Title == "" {
			own.Title = o.Brief.Title
		}
		titled := o.Brief.Titled
		o.Brief.Describe(tidied(own))
		o.Brief.Titled = titled
	}
	if o.Brief.Has(o.Revision.Hash) { // an older text that is known already is not a newer one by coming again
		o.parsed.settled.Store(true)
	}
	im.text = im.begin(&landing{opened: o, keep: true})
	return o.measure(im.ctx)
}

// identify finds which brief the text is that the file carries: the brief of the
// id that the file says, else the one with that text, else the one with the text
// that it was exported as, else a new one, of that id where it is free.
func (im *importing) identify(tx ReadTx, o *Opened) error {
	id := im.file.Brief
	b, there, err := tx.Brief(id)
	if err != nil {
		return err
	}
	if !there || id == "" {
		known, err := identify(tx, o, true)
		if err != nil || known {
			return err
		}
		if b, there, err = im.called(tx, id, im.file.Of); err != nil {
			return err
		}
		if !there {
			if validBriefID(id) {
				o.Brief.ID = id
			}
			return nil
		}
	}
	o.known = true
	own := o.Brief
	o.Brief = b
	if i := slices.IndexFunc(b.Revisions, func(r model.Revision) bool { return r.Hash == o.Revision.Hash }); i >= 0 {
		o.Revision = b.Revisions[i]
		o.parsed = newParsed(o.Revision, o.Doc) // its words were counted when it arrived
		return nil
	}
	describe(&o.Brief, own)
	o.Brief, err = keepSet(tx, b, o.Brief)
	return err
}

// called is the brief here that another store calls id, and of which it has the
// text of: stores call a brief differently where not all its texts came to both,
// but each by the beginning of a text that it had.
func (im *importing) called(tx ReadTx, id model.BriefID, of model.Hash) (b model.Brief, ok bool, err error) {
	if im.shelf == nil {
		if im.shelf, err = shelvingOf(tx); err != nil {
			return b, false, err
		}
	}
	found, ok := im.shelf.texts[of]
	if !ok {
		found, ok = im.shelf.texts[im.shelf.beginning(id)]
	}
	return im.shelf.briefs[found], ok, nil
}

// validBriefID reports whether id looks like one of ours.
func validBriefID(id model.BriefID) bool {
	return len(id) >= model.BriefIDLen && len(id) <= 64 && strings.Trim(string(id), "0123456789abcdef") == ""
}

// landingOf is the brief that a mark is on: the one that the file names, the one
// that is of the page's address, the one that was given. why says why
// there is none.
func (im *importing) landingOf(in model.Incoming) (l *landing, why string, err error) {
	to := goal{in.Mark.Brief, in.Mark.Revision, in.Source}
	l, asked := im.goals[to]
	if !asked {
		if l, err = im.approach(in); err != nil {
			return nil, "", err
		}
		im.goals[to] = l
	}
	if l == nil {
		why = im.noBrief(in)
	}
	return l, why, nil
}

// approach finds the brief of a mark the first time; nil for none.
func (im *importing) approach(in model.Incoming) (l *landing, err error) {
	if l := im.text; l != nil && (in.Mark.Brief == im.file.Brief || in.Mark.Brief == "" && in.Source == "") {
		return l, nil
	}
	var o *Opened
	err = im.desk.store.Read(im.ctx, func(tx ReadTx) error {
		b, ok, err := im.briefFor(tx, in)
		if err == nil && ok {
			o, err = fromStore(tx, b, b.Newest())
		}
		return err
	})
	if o == nil {
		o = im.opts.Brief
	}
	if err != nil || o == nil {
		return nil, err
	}
	if l, ok := im.briefs[o.Brief.ID]; ok {
		return l, nil
	}
	if err := o.measure(im.ctx); err != nil {
		return nil, err
	}
	return im.begin(&landing{opened: o}), nil
}

// begin takes a brief among those that marks come to.
func (im *importing) begin(l *landing) *landing {
	im.landings, im.briefs[l.opened.Brief.ID] = append(im.landings, l), l
	return l
}

// noBrief says why a mark is on no brief that is known.
func (im *importing) noBrief(in model.Incoming) string {
	switch {
	case im.crowded[in.Source]:
		return fmt.Sprintf("several briefs in the store are of %s: say which it is with --brief", model.CleanLine(in.Source))
	case in.Mark.Brief != "":
		return fmt.Sprintf("its brief %s is not in the store: add it, or say which it is with --brief", model.CleanLine(string(in.Mark.Brief)))
	case in.Source != "":
		return fmt.Sprintf("no brief in the store is of %s: say which it is with --brief", model.CleanLine(in.Source))
	}
	return "it does not say which brief it is on: give --brief BRIEF"
}

// briefFor finds the brief of a mark by its id, by the text that the mark says
// it is on, by the text that its id is of, and by the address of its page.
func (im *importing) briefFor(tx ReadTx, in model.Incoming) (b model.Brief, ok bool, err error) {
	if id := in.Mark.Brief; id != "" {
		if b, ok, err = tx.Brief(id); err != nil || ok {
			return b, ok, err
		}
	}
	if h := in.Mark.Revision; h != "" {
		ids, err := tx.BriefsByText(h)
		if err != nil || len(ids) == 1 {
			if err == nil {
				b, ok, err = tx.Brief(ids[0])
			}
			return b, ok, err
		}
	}
	if id := in.Mark.Brief; id != "" {
		if b, ok, err = im.called(tx, id, ""); err != nil || ok {
			return b, ok, err
		}
	}
	if in.Source == "" {
		return b, false, nil
	}
	return im.briefOf(tx, in.Source)
}

// briefOf finds the brief of the page at an address. Where several are, nothing
// tells which is meant.
func (im *importing) briefOf(tx ReadTx, address string) (found model.Brief, ok bool, err error) {
	for b, err := range tx.Briefs() {
		switch {
		case err != nil:
			return found, false, err
		case b.Removed || b.URL == "" || !sameAddress(b.URL, address):
		case ok:
			if im.crowded == nil {
				im.crowded = map[string]bool{}
			}
			im.crowded[address] = true
			return found, false, nil
		default:
			found, ok = b, true
		}
	}
	return found, ok, nil
}

// sameAddress compares addresses but for what leads to a place in a page.
func sameAddress(a, b string) bool {
	bare := func(u string) string {
		u, _, _ = strings.Cut(u, "#")
		return strings.TrimSuffix(u, "/")
	}
	return bare(a) == bare(b)
}

// tagged gives a mark the tag that was asked for where it has none of ours.
func (im *importing) tagged(in *model.Incoming) (why string) {
	if in.Mark.Tag.Valid() || in.Gone {
		return ""
	}
	if im.opts.Tag == "" {
		return "it has none of the tags sourced, attributed, opinion, unsourced, nonclaim: give it one with --tag"
	}
	in.Mark.Tag = im.opts.Tag
	return ""
}

func (im *importing) refuse(in model.Incoming, why string) {
	im.done.Refused = append(im.done.Refused, model.Refusal{Where: in.Where, Why: why})
}

// importedID is the id of a mark that comes to a brief: its own, else one that is
// always the same for what the file calls it, or for what it says where it has no
// name. A name that is no address, such as "1", another file has too: it names a
// mark only together with its words, its analyst and its brief.
func importedID(in model.Incoming, on model.BriefID) model.MarkID {
	if in.Mark.ID != "" {
		return in.Mark.ID
	}
	name, m := in.Name, in.Mark
	switch {
	case name == "":
		name = strings.Join([]string{string(m.Tag), m.Quote.Prefix, m.Quote.Text, m.Quote.Suffix, m.Details.Note, string(m.Analyst), in.Source, string(on)}, "\x00")
	case !strings.Contains(name, ":"):
		name = strings.Join([]string{name, m.Quote.Text, string(m.Analyst), in.Source, string(on)}, "\x00")
	}
	return model.MarkID(uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String())
}

// stands reports whether a mark says itself where it stands, so that it needs
// not be looked for: on the brief's text, whose words it quotes; or on another
// text, in which it is found again like every mark of an older one.
func (im *importing) stands(l *landing, in *model.Incoming) (bool, error) {
	m, o := &in.Mark, l.opened
	if m.Revision != "" && m.Revision != o.Revision.Hash {
		return im.stood(m)
	}
	span := m.Span
	if span.Empty() && !in.Points.Empty() {
		span = l.spanOf(in.Points)
	}
	if span.Empty() {
		return false, nil
	}
	snapped, err := snap(o, span)
	if err != nil {
		return false, nil
	}
	quote := o.Doc.Quote(snapped)
	if m.Quote.Text != "" && oneLine(m.Quote.Text) != oneLine(quote.Text) {
		return false, nil
	}
	if m.Span.Empty() && !agrees(m.Quote, quote) { // who counts over another text can meet the same words elsewhere
		return false, nil
	}
	if snapped != m.Span || m.Revision == "" || m.Quote.Text == "" {
		m.Quote = quote
	}
	m.Span, m.Revision = snapped, o.Revision.Hash
	return true, nil
}

// stood reports whether a mark on another text than the one it comes to says
// where on that it stands. Where the store has that text, it says the words too.
func (im *importing) stood(m *model.Mark) (bool, error) {
	if m.Span.Empty() || m.Span.Start < 0 {
		return false, nil
	}
	old, asked := im.olds[m.Revision]
	if !asked {
		var err error
		if old, _, err = im.desk.oldText(im.ctx, m.Revision); err != nil {
			return false, err
		}
		if im.olds == nil {
			im.olds = map[model.Hash]*markdown.Document{}
		}
		im.olds[m.Revision] = old
	}
	if old == nil {
		return m.Quote.Text != "", nil
	}
	span, err := old.Snap(m.Span)
	if err != nil || span != m.Span {
		return false, nil
	}
	quote := old.Quote(span)
	if m.Quote.Text == "" {
		m.Quote = quote
	}
	return oneLine(m.Quote.Text) == oneLine(quote.Text), nil
}
