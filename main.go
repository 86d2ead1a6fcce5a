// Command obelus reads briefings in the terminal, and keeps what an analyst
// says of their claims.
package main

import (
	"context"
	"os"

	"obelus/ui/cli"
)

func main() {
	os.Exit(cli.Main(context.Background(), cli.Env{
		Args:    os.Args[1:],
		Stdin:   os.Stdin,
		Stdout:  os.Stdout,
		Stderr:  os.Stderr,
		Environ: os.Environ(),
	}))
}
