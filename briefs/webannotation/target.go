package webannotation

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"obelus/model"
)

// The selectors of the model that a mark is made of (sections 4.2.4 and 4.2.5).
const (
	typeQuote    = "TextQuoteSelector"
	typePosition = "TextPositionSelector"
)

// readTarget reads which words a mark is on: of which brief, on which revision,
// where.
func readTarget(n node, in *model.Incoming) error {
	m, target := &in.Mark, n.get("target")
	m.Left = model.Hash(n.at(keyLeft).str())
	m.Revision = model.Hash(target.at(keyText).str())
	if m.Revision != "" && !m.Revision.Valid() || m.Left != "" && !m.Left.Valid() {
		return errors.New("its revision is no hash of 64 hex digits")
	}
	readSource(n, target, in)
	if span := target.at(keySpan).str(); span != "" {
		var err error
		if m.Span, err = model.ParseSpan(span); err != nil && span != (model.Span{}).String() {
			return errors.New("its span is none: " + quoted(span))
		}
	}
	selectors := target.get("selector").all()
	m.Quote, _ = quoteIn(selectors)
	if m.Revision == "" && m.Quote.Text == "" {
		return nil // a place alone says nothing: another program counts over another text
	}
	for _, s := range selectors {
		if hasType(s, typePosition) {
			in.Points = pointsIn(s)
			break
		}
	}
	return nil
}

// readSource reads which brief a mark is on: one of ours, or the page of an
// address.
func readSource(n, target node, in *model.Incoming) {
	address := addressOf(target)
	if name, ours := strings.CutPrefix(address, briefURN); ours {
		address = ""
		if id, err := url.QueryUnescape(name); err == nil {
			in.Mark.Brief = model.BriefID(id)
		}
	}
	if id := target.at(keyBrief).str(); id != "" {
		in.Mark.Brief = model.BriefID(id)
	}
	in.Source = or(address, n.get("uri").str()) // as Hypothesis calls it
}

// addressOf is the address of what a target is on.
func addressOf(target node) string {
	if target.kind == text {
		return target.text
	}
	source := target.at("source", "id", "@id")
	if source.kind == object {
		source = source.at("id", "@id")
	}
	if all := source.strs(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// quoteAt is which of a target's selectors is a quote, and no more than one; -1
// for none.
func quoteAt(n node) int {
	for i, s := range n.get("target").get("selector").all() {
		if _, deeper := quoteIn(s.get("refinedBy").all()); isQuote(s) && !deeper {
			return i
		}
	}
	return -1
}

func isQuote(s node) bool { return hasType(s, typeQuote) && s.get("exact").kind == text }

// quoteIn finds the words among selectors, of which several select the same: a
// quote, or one that another selector is refined by or that is among its
// choices.
func quoteIn(selectors []node) (q model.Quote, ok bool) {
	for _, s := range selectors {
		inner, refined := quoteIn(s.get("refinedBy").all())
		if isQuote(s) && !refined {
			return quoteOf(s), true
		}
		if !ok && refined {
			q, ok = inner, true
			if isQuote(s) {
				q = within(inner, quoteOf(s))
			}
		}
		if choice, found := quoteIn(s.get("items").all()); found && !ok {
			q, ok = choice, true
		}
	}
	return q, ok
}

func quoteOf(s node) model.Quote {
	return model.Quote{Text: s.get("exact").str(), Prefix: s.get("prefix").str(), Suffix: s.get("suffix").str()}
}

// within is a quote of words inside another one's, with what stands around them
// there where it says nothing of that itself.
func within(inner, outer model.Quote) model.Quote {
	before, after, ok := strings.Cut(outer.Text, inner.Text)
	if ok && inner.Prefix == "" && inner.Suffix == "" && !strings.Contains(after, inner.Text) {
		inner.Prefix, inner.Suffix = outer.Prefix+before, after+outer.Suffix
	}
	return inner
}

// pointsIn is the place that a position selector says; empty where it is none.
func pointsIn(s node) model.Points {
	start, err1 := strconv.Atoi(s.get("start").text)
	end, err2 := strconv.Atoi(s.get("end").text)
	if err1 != nil || err2 != nil || start < 0 || end < start {
		return model.Points{}
	}
	return model.Points{Start: start, End: end}
}
