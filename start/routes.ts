import '#start/routes/api'
import '#start/routes/panel'
import '#start/routes/site'
