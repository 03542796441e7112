import os
from datetime import datetime, timezone

from flask import Flask, jsonify, render_template

app = Flask(__name__)
app.secret_key = os.environ.get("SECRET_KEY", "only for local use")


@app.get("/")
def start_page():
    return render_template(
        "index.html",
        greeting=os.environ.get("GREETING", "Hello"),
        dyno=os.environ.get("DYNO", "local"),
    )


@app.get("/api/time")
def time():
    return jsonify(time=datetime.now(timezone.utc).isoformat())


@app.get("/health")
def health():
    return "ok"
