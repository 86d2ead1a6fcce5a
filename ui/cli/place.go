package cli

import (
	"errors"
	"os/user"
	"path/filepath"

	"obelus/model"
	"obelus/storage"
)

// errNoHome is returned where nothing says where the store is to be.
var errNoHome = errors.New("nothing says where the store is: set HOME, or name a file with --db or OBELUS_DB")

// storePath is the file of the store: --db, else OBELUS_DB, else the config
// file's, else the one in the person's data folder.
func (a *app) storePath() (string, error) {
	if a.db != "" {
		return a.db, nil
	}
	if path := a.getenv("OBELUS_DB"); path != "" {
		return path, nil
	}
	c, err := a.config()
	if err != nil || c.db != "" {
		return c.db, err
	}
	home := a.getenv("HOME")
	if !filepath.IsAbs(home) && !filepath.IsAbs(a.getenv("XDG_DATA_HOME")) {
		return "", errNoHome
	}
	return storage.DefaultPath(a.getenv, home), nil
}

// maxAnalyst is how many bytes an analyst's name may have.
const maxAnalyst = 200

// whoAmI is the analyst: --analyst, else OBELUS_ANALYST, else the config
// file's, else the login.
func (a *app) whoAmI() (model.Analyst, error) {
	c, err := a.config()
	if err != nil {
		return "", err
	}
	for _, name := range []string{a.analyst, a.getenv("OBELUS_ANALYST"), c.analyst, a.getenv("LOGNAME"), a.getenv("USER"), login()} {
		if name = model.CleanLine(name); name != "" {
			if len(name) > maxAnalyst {
				return "", usagef("the analyst's name has %d bytes: use at most %d", len(name), maxAnalyst)
			}
			return model.Analyst(name), nil
		}
	}
	return "", errors.New("nothing says who the analyst is: use --analyst NAME or set OBELUS_ANALYST")
}

func login() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}
