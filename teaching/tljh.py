"""The Littlest JupyterHub: /opt/tljh/config/jupyterhub_config.d/course.py is a copy of this file.

The course lies in /srv/course, and is installed; README.md beside this file says how.
"""

import subprocess  # noqa: TID251  (the hub runs this, not a learner)

c = get_config()  # noqa: F821  (JupyterHub hands it in)

c.Spawner.default_url = "/lab/tree/my_lessons/00_start_here.ipynb"
# What starts Binder's server starts a learner's: it sets the threads, and fetches corrections.
c.Spawner.cmd = ["/srv/course/binder/start", "jupyterhub-singleuser"]
# Corrections come from where the course came from.
remote = ["git", "-C", "/srv/course", "remote", "get-url", "origin"]
address = subprocess.run(remote, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
c.Spawner.environment = {"COURSE_REPOSITORY": address}
# Room for one lesson with Keras, and one core: nobody can take all of the machine. As this file is
# read after them, `tljh-config set limits.memory` and `limits.cpu` change nothing.
c.Spawner.mem_limit = "2G"
c.Spawner.cpu_limit = 1.0
# Because it has to load the course, a server may take longer than a minute in a full class.
c.Spawner.start_timeout = 300
