package tui

import (
	"fmt"
	"sort"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown"
)

// headingsRead brings the brief's headings to the sheet that asked for them.
type headingsRead struct {
	asked    int
	headings []markdown.HeadingAt
}

// openContents shows the brief's headings, with how much of each section is
// marked.
func (a *app) openContents() tea.Cmd {
	l := &listing{
		title: "Contents", empty: "this brief has no headings",
		foot: "{go there} there   {filter} filter   {back} back", asked: a.newID(),
	}
	a.push(l)
	ctx, doc, asked := a.reader.ctx, a.reader.opened.Doc, l.asked
	return func() tea.Msg { return headingsRead{asked, doc.Headings(ctx)} }
}

// headingsRead lists the headings.
func (a *app) headingsRead(msg headingsRead) {
	l, ok := a.top().(*listing)
	if !ok || l.asked != msg.asked {
		return
	}
	r := a.reader
	unread := r.unreadBefore()
	items := make([]listed, len(msg.headings))
	open := []int{} // the sections that heading i stands in
	ends := make([]int, len(msg.headings))
	for i, h := range msg.headings {
		for len(open) > 0 && msg.headings[open[len(open)-1]].Level >= h.Level {
			ends[open[len(open)-1]] = h.Span.Start
			open = open[:len(open)-1]
		}
		items[i] = listed{indent: len(open), name: h.Text, span: h.Span}
		open = append(open, i)
	}
	for _, i := range open {
		ends[i] = len(r.opened.Doc.Text())
	}
	for i := range items {
		items[i].right, items[i].wide = a.sectionMeter(unread, items[i].span.Start, ends[i])
	}
	l.fill(items, r.cursor.Start)
}

// A standing counts the units of a brief's beginning that count, and those of
// them that are unread.
type standing struct{ countable, unread int }

// unreadBefore counts, for every unit, what stands before it, and at last all;
// it is nil while the units are not counted.
func (r *reader) unreadBefore() []standing {
	if !r.units.ready {
		return nil
	}
	r.count()
	sums := make([]standing, len(r.units.all)+1)
	for i, u := range r.units.all {
		sums[i+1] = sums[i]
		if !u.Countable() {
			continue
		}
		sums[i+1].countable++
		if !r.read(u.N) {
			sums[i+1].unread++
		}
	}
	return sums
}

// sectionMeter is a small bar of how much is marked between two offsets, and
// how much is unread there.
func (a *app) sectionMeter(sums []standing, from, to int) (painted string, wide int) {
	const cells = 5
	if sums == nil {
		return a.theme.Faint.Render("…"), 1
	}
	all := a.reader.units.all
	i := sort.Search(len(all), func(i int) bool { return all[i].Span.Start >= from })
	j := sort.Search(len(all), func(i int) bool { return all[i].Span.Start >= to })
	countable, unread := sums[j].countable-sums[i].countable, sums[j].unread-sums[i].unread
	if countable == 0 {
		return "", 0
	}
	words := "read      "
	if unread > 0 {
		words = fmt.Sprintf("%3d unread", unread)
	}
	return a.meter(float64(countable-unread)/float64(countable), cells) + " " + a.theme.Faint.Render(words), cells + 1 + a.wide(words)
}
