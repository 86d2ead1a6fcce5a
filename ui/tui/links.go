package tui

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown"
	"obelus/model"
)

// linksRead brings the brief's links to the sheet that asked for them.
type linksRead struct {
	asked int
	links []markdown.LinkAt
}

// linkOpened says whether a link could be given to the system.
type linkOpened struct {
	link string
	err  error
}

// openLinks lists the brief's links that can be opened or copied.
func (a *app) openLinks() tea.Cmd {
	l := &listing{
		title: "Links", empty: "this brief has no links to the web or to mail",
		foot: "{go there} there   o open   y copy   {filter} filter   {back} back", asked: a.newID(),
	}
	l.keys = map[string]func(a *app, item listed) tea.Cmd{
		"o": func(a *app, item listed) tea.Cmd { a.pop(); return a.openLink(item.link) },
		"y": func(a *app, item listed) tea.Cmd { a.pop(); return a.toClipboard(item.link, "copied: "+item.link) },
	}
	a.push(l)
	ctx, doc, asked := a.reader.ctx, a.reader.opened.Doc, l.asked
	return func() tea.Msg { return linksRead{asked, doc.Links(ctx)} }
}

// linksRead lists the links that lead somewhere that a terminal may be given.
func (a *app) linksRead(msg linksRead) {
	l, ok := a.top().(*listing)
	if !ok || l.asked != msg.asked {
		return
	}
	var items []listed
	for _, link := range msg.links {
		if safe := model.SafeLink(link.Destination); safe != "" {
			item := listed{name: link.Text, link: safe, span: link.Span}
			if strings.TrimSpace(link.Text) == safe {
				item.name = ""
			}
			if unit, found := a.reader.units.at(link.Span.Start); found {
				item.span = unit.Span // where the cursor goes
			}
			items = append(items, item)
		}
	}
	l.fill(items, a.reader.cursor.Start)
	for i, n := range l.shown { // the cursor's own links, or the next
		if l.all[n].span.Start >= a.reader.cursor.Start {
			l.at = i
			break
		}
	}
}

// openLink gives a link, which is safe, to the system's opener.
func (a *app) openLink(link string) tea.Cmd {
	a.say("opening " + link)
	ctx, start := a.ctx, a.opener
	return func() tea.Msg { return linkOpened{link, start(ctx, link)} }
}

// startOpener starts what opens links on this system, without a shell.
func startOpener(ctx context.Context, link string) error {
	name, args := "xdg-open", []string{link}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", link}
	}
	if _, err := exec.LookPath(name); err != nil {
		return errors.New("nothing here opens links (" + name + " is missing)")
	}
	return exec.CommandContext(ctx, name, args...).Run()
}

// linkOpened says why a link could not be opened.
func (a *app) linkOpened(msg linkOpened) {
	if msg.err != nil {
		a.note = note{text: msg.err.Error() + ": y in the list of links copies it", error: true}
	}
}
