package cli

import (
	"context"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// desk is the analyst's desk over the store.
func (a *app) desk() (*desk.Desk, error) {
	who, err := a.whoAmI()
	if err != nil {
		return nil, err
	}
	a.sat = desk.New(desk.Config{Store: a.store(), Analyst: who})
	return a.sat, nil
}

// store is the store that is at hand. Where nothing says where it is, an empty
// one can be read, so that briefs can be; writing to it says what to do.
func (a *app) store() desk.Store {
	path, err := a.storePath()
	store := desk.Over[*storage.Tx](storage.New(path, storage.Options{}))
	if err != nil {
		return nowhere{store, err}
	}
	return store
}

// nowhere is a store without a place.
type nowhere struct {
	desk.Store
	why error
}

func (n nowhere) Write(context.Context, func(desk.WriteTx) error) error { return n.why }

// openBrief opens what ref names, for what needs its marks.
func (a *app) openBrief(cmd *cobra.Command, d *desk.Desk, ref string) (*desk.Opened, error) {
	o, err := d.Open(cmd.Context(), ref, cmd.InOrStdin())
	if err == nil {
		err = o.Unasked()
	}
	if err != nil {
		return nil, err
	}
	say(cmd, notice(o, o.Brief.Title))
	return o, nil
}

// openText opens what ref names, for what can do without its marks: a file can
// be read also while the store cannot be.
func (a *app) openText(cmd *cobra.Command, d *desk.Desk, ref string, as model.Format) (*desk.Opened, error) {
	o, err := d.OpenAs(cmd.Context(), ref, cmd.InOrStdin(), as)
	if err != nil {
		return nil, err
	}
	say(cmd, notice(o, o.Brief.Title))
	return o, nil
}

// notice is what the person should know of o, which is called name; "" where
// there is nothing.
func notice(o *desk.Opened, name string) string {
	if o.Notice == "" {
		return ""
	}
	return "obelus: " + name + ": " + o.Notice
}

// addFormatFlag declares --format, what a file or the standard input holds.
func addFormatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "auto", "what comes in: auto, markdown or text")
	completeFlag(cmd, "format", "auto", string(model.FormatMarkdown), string(model.FormatText))
}

func formatNamed(name string) (model.Format, error) {
	f, err := desk.ParseFormat(name)
	return f, asUsage(err)
}
