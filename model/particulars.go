package model

// Particulars are what is known of a brief besides its text, each on one line
// and as worded; "" is not known. A brief's text can say them itself, and a
// person can set them.
type Particulars struct {
	Title    string   `json:"title,omitempty"`
	Outlet   string   `json:"outlet,omitempty"`
	Author   string   `json:"author,omitempty"`
	Date     string   `json:"date,omitempty"`
	URL      string   `json:"url,omitempty"`
	Handling string   `json:"handling,omitempty"` // TLP or classification
	Progress Progress `json:"progress,omitempty"`
}

// Particulars are b's own.
func (b Brief) Particulars() Particulars {
	return Particulars{Title: b.Title, Outlet: b.Outlet, Author: b.Author, Date: b.Date, URL: b.URL, Handling: b.Handling, Progress: b.Progress}
}

// Describe gives b particulars. A title that differs from the one it had is
// one that somebody gave: a new text does not change it.
func (b *Brief) Describe(p Particulars) {
	b.Titled = b.Titled || p.Title != b.Title
	b.Title, b.Outlet, b.Author, b.Date, b.URL, b.Handling, b.Progress = p.Title, p.Outlet, p.Author, p.Date, p.URL, p.Handling, p.Progress
}

// Merge makes the changes that were made to base, to give p, in theirs, which
// was base once: what was changed on one side only is taken from that side.
// field names the first that was changed on both sides, differently; "" where
// none was.
func (p Particulars) Merge(base, theirs Particulars) (merged Particulars, field string) {
	m := merging{}
	merged = Particulars{
		Title:    mergeOne(&m, "title", p.Title, base.Title, theirs.Title),
		Outlet:   mergeOne(&m, "outlet", p.Outlet, base.Outlet, theirs.Outlet),
		Author:   mergeOne(&m, "author", p.Author, base.Author, theirs.Author),
		Date:     mergeOne(&m, "date", p.Date, base.Date, theirs.Date),
		URL:      mergeOne(&m, "address", p.URL, base.URL, theirs.URL),
		Handling: mergeOne(&m, "handling", p.Handling, base.Handling, theirs.Handling),
		Progress: mergeOne(&m, "state", p.Progress, base.Progress, theirs.Progress),
	}
	return merged, m.field
}

// DescribesOnly reports whether c changes a brief's particulars and nothing
// else of it.
func (c BriefChange) DescribesOnly() bool {
	if c.Before == nil || c.After == nil || c.Before.SameRecord(*c.After) {
		return false
	}
	after := c.After.Clone()
	after.Describe(c.Before.Particulars())
	after.Titled = c.Before.Titled
	return after.SameRecord(*c.Before)
}
